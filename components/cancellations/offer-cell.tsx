import type { Cancellation } from "#lib/features/cancellations/model/cancellation.ts";
import { offerParts, offerText } from "./offer-text.ts";

/** An offer in a table: a long name is cut, what became of it is not. */
export function OfferCell({ offer }: { offer: Cancellation["offer"] }) {
  const [name, end] = offerParts(offer);
  return (
    <span title={offerText(offer)} className={`flex max-w-72 ${offer.type === "none" ? "text-muted" : ""}`}>
      <span dir="auto" className="truncate">
        {name}
      </span>
      <span className="shrink-0 whitespace-pre">{end}</span>
    </span>
  );
}
