import { Badge } from "#components/ui/badge.tsx";
import type { FlowPreview } from "#lib/features/flows/model/flow-preview.ts";
import { unfitWords } from "./words.ts";

/** Which offer this customer is shown, and why none of the others. */
export function OfferVerdicts({ offers, shown }: { offers: FlowPreview["offers"]; shown: string | null }) {
  if (offers.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-13">Offers for this customer</h3>
      <ol className="grid gap-1.5">
        {offers.map(({ id, label, unfit }) => (
          <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 rounded-control bg-surface px-3 py-2 text-13 ring-1 ring-line">
            <span className="min-w-0">
              <span dir="auto" className="wrap-anywhere font-medium">
                {label}
              </span>
              <span className="block text-muted">
                {id === shown ? "The first that fits." : unfit === null ? "It fits, but one above it does too." : unfitWords[unfit]}
              </span>
            </span>
            {id === shown ? <Badge tone="accent">Shown</Badge> : <Badge>Not shown</Badge>}
          </li>
        ))}
      </ol>
    </section>
  );
}
