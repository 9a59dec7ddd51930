import type Stripe from "stripe";

/**
 * What a workspace must be, told by all that a Stripe holds of its customer. Written from the words of the docs alone, and shares
 * nothing with the product: no event, no order, no job.
 */
export function expectedStanding(subscriptions: readonly Stripe.Subscription[], invoices: readonly Stripe.Invoice[], now: number): string {
  const ours = subscriptions.filter((one) => /^price_(core|advanced)_/.test(priceOf(one)));
  const best = ["active", "trialing", "past_due", "unpaid", "paused", "canceled", "incomplete", "incomplete_expired"];
  const [one] = [...ours].sort((a, b) => best.indexOf(a.status) - best.indexOf(b.status) || b.created - a.created);
  // Nobody subscribed to anything: as it was made, and over.
  if (one === undefined || one.status.startsWith("incomplete")) return "advanced read_only";
  const plan = priceOf(one).startsWith("price_core") ? "core" : "advanced";
  if (one.status === "canceled" || one.status === "paused") return `${plan} read_only`;
  if (one.status === "active" || one.status === "trialing") {
    const end = one.cancel_at ?? (one.cancel_at_period_end ? (one.items.data[0]?.current_period_end ?? null) : null);
    return `${plan} ${end !== null && end <= now ? "read_only" : one.status}`;
  }
  const due = invoices
    .filter((invoice) => invoice.status === "open" && invoice.parent?.subscription_details?.subscription === one.id)
    .map((invoice) => invoice.status_transitions.finalized_at ?? invoice.created);
  const since = due.length > 0 ? Math.min(...due) : (one.items.data[0]?.current_period_start ?? 0);
  return `${plan} ${now >= since + 7 * 24 * 3_600 ? "read_only" : "past_due"}`;
}

function priceOf(subscription: Stripe.Subscription): string {
  return subscription.items.data[0]?.price.id ?? "";
}
