/** Queue of the job that asks Stripe about one customer; its payload is `{ customerId }`. */
export const CONVERGE_QUEUE = "converge-customer";

/** What an endpoint at Stripe must be subscribed to; .env.example and the docs list them. */
export const stripeEventTypes = [
  "checkout.session.completed",
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "customer.subscription.paused",
  "customer.subscription.resumed",
  "customer.subscription.pending_update_applied",
  "customer.subscription.pending_update_expired",
  "customer.subscription.trial_will_end",
  "invoice.paid",
  "invoice.payment_failed",
] as const;

const known: ReadonlySet<string> = new Set(stripeEventTypes);

/** Whether what we store may differ after an event of this type. Those that Stripe adds to a family later count too. */
export function isConsumed(type: string): boolean {
  return known.has(type) || type.startsWith("customer.subscription.");
}
