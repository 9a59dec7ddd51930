import { Notice } from "#components/ui/notice.tsx";
import type { BillingView } from "#lib/features/billing/model/billing-view.ts";
import type { Return } from "#lib/features/billing/model/return.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";

/** Says what became of what was begun at Stripe. Anybody can write the address that leads here, so the words rest on the view. */
export function ReturnNotice({ from, view }: { from: Return; view: BillingView }) {
  const { subscription, liveSubscriptions } = view;
  switch (from) {
    case "checkout":
      return liveSubscriptions > 0 && subscription?.plan != null ? (
        <Notice tone="success" live="polite" title={`Thank you. The workspace is on ${planTable[subscription.plan].name}.`}>
          {subscription.status === "trialing" ? "The first payment falls due when the trial ends." : "Invoices are below."}
        </Notice>
      ) : (
        <Notice tone="warning" live="polite" title="Stripe has not told of a payment yet">
          If you finished the checkout, load this page again in a moment. If not, nothing was bought.
        </Notice>
      );
    case "left":
      return (
        <Notice live="polite" title="Nothing was bought">
          You left the checkout; no money moved, and everything is as it was. The plans are below whenever you like.
        </Notice>
      );
    case "portal":
      return (
        <Notice tone="success" live="polite">
          Back from Stripe’s portal. This is how things stand now.
        </Notice>
      );
    case "change":
      return subscription?.plan == null ? null : (
        <Notice tone="success" live="polite" title={`The workspace is on ${planTable[subscription.plan].name} now.`} />
      );
    case "later":
      return (
        <Notice tone="warning" live="polite" title="Stripe does not answer right now">
          What you did there is not lost: it is taken over as soon as Stripe answers, usually within minutes.
        </Notice>
      );
  }
}
