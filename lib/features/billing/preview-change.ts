import type Stripe from "stripe";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import { demandBilling } from "./internal/demand-billing.ts";
import { momentToReckonFor, PRORATION, planChange } from "./internal/plan-change.ts";
import type { Amount, ChangePreview, PlanChoice } from "./model/billing-view.ts";
import { planPrices } from "./prices.ts";

/**
 * What a plan change would cost, as Stripe reckons it; nothing is changed. The moment it is reckoned for goes into the change.
 * @throws DomainError forbidden, demo_workspace, not_found, validation_failed, conflict, unavailable
 */
export async function previewChange({ ctx, input }: { ctx: WorkspaceContext; input: PlanChoice }): Promise<ChangePreview> {
  const account = await demandBilling(ctx);
  const { subscription, item } = await planChange({ ctx, account, choice: input });
  const prorationDate = momentToReckonFor(subscription, ctx.clock.now());
  const invoice = await askStripe((stripe) =>
    stripe.invoices.createPreview({
      customer: account?.customerId as string,
      subscription: subscription.id,
      subscription_details: { items: [item], proration_behavior: PRORATION, proration_date: prorationDate },
    }),
  );
  // In a trial nothing is due for a change; what Stripe shows then is the first invoice after it.
  const isFree = subscription.status === "trialing";
  const amount = (minor: number): Amount => ({ minor, currency: invoice.currency.toUpperCase() });
  // What Stripe owes already is taken off what is due; what is credited now stands whole.
  const { total, amount_due: due } = invoice;
  const credit = !isFree && total > 0 && due < total ? [{ text: "Credit from earlier changes", amount: amount(due - total) }] : [];
  const prices = await planPrices({ ctx });
  const changed = subscription.items.data.find(({ id }) => id === item.id);
  return {
    ...input,
    prorationDate,
    dueNow: amount(isFree ? 0 : total > 0 ? due : total),
    lines: [...(isFree ? [] : invoice.lines.data).map((line) => ({ text: line.description ?? "", amount: amount(line.amount) })), ...credit],
    renewal: prices.find(({ plan, interval }) => plan === input.plan && interval === input.interval)?.amount ?? null,
    renewsAt: new Date(((isFree ? subscription.trial_end : chargedUntil(invoice)) ?? changed?.current_period_end ?? prorationDate) * 1000).toISOString(),
  };
}

/** Until when what is charged now lasts, in seconds: another interval begins a period of its own. Null where nothing is, as in a trial. */
function chargedUntil(invoice: Stripe.Invoice): number | null {
  const ends = invoice.lines.data.filter(({ amount }) => amount > 0).map(({ period }) => period.end);
  return ends.length === 0 ? null : Math.max(...ends);
}
