import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

interface Props {
  clearHref: string;
  /** The same filters in the other environment. */
  otherHref: string;
  other: "prod" | "sandbox";
}

/** No event fits the filters. */
export function NothingFound({ clearHref, otherHref, other }: Props) {
  return (
    <Card>
      <EmptyState
        title="No cancellation fits these filters"
        action={<ButtonLink href={clearHref}>Clear all filters</ButtonLink>}
        secondary={
          <ButtonLink href={otherHref} variant="ghost" prefetch={false}>
            Look in {other}
          </ButtonLink>
        }
      >
        Ids are compared whole: an event id, a customer id, or a RetentBase id.
      </EmptyState>
    </Card>
  );
}
