import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

interface Props {
  /** "cancellation" */
  noun: string;
  /** "an event id, a customer id, or a RetentBase id" */
  ids: string;
  clearHref: string;
  /** The same filters in the other environment. */
  otherHref: string;
  other: "prod" | "sandbox";
}

/** Nothing of the list fits the filters. */
export function NothingFound({ noun, ids, clearHref, otherHref, other }: Props) {
  return (
    <Card>
      <EmptyState
        title={`No ${noun} fits these filters`}
        action={<ButtonLink href={clearHref}>Clear all filters</ButtonLink>}
        secondary={
          <ButtonLink href={otherHref} variant="ghost" prefetch={false}>
            Look in {other}
          </ButtonLink>
        }
      >
        Ids are compared whole: {ids}.
      </EmptyState>
    </Card>
  );
}
