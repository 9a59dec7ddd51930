import type Stripe from "stripe";
import { currentPeriod } from "../billing/due.ts";
import { noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { documented, oneOf, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulatedParams } from "../http/unsimulated.ts";
import { idOrNull } from "../state/references.ts";
import type { World } from "../state/world.ts";

/** docs.stripe.com/api/subscriptions: retrieve and list; "By default, returns a list of subscriptions that have not been canceled." */

const statuses = ["active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid"] as const;

export function subscriptionNamed(world: World, id: string, param = "id"): Stripe.Subscription {
  const subscription = world.subscriptions.get(id);
  if (!subscription) throw noSuch("subscription", id, param);
  return subscription;
}

function hasStatus({ status }: Stripe.Subscription, wanted: (typeof statuses)[number] | undefined): boolean {
  const ended = status === "canceled" || status === "incomplete_expired";
  if (wanted === undefined) return status !== "canceled" && status !== "incomplete_expired";
  if (wanted === "ended") return ended;
  return wanted === "all" || status === wanted;
}

export const subscriptionReadEndpoints = [
  endpoint(
    "GET",
    "/v1/subscriptions",
    documented<Stripe.SubscriptionListParams>()({
      ...unsimulatedParams("customer_account", "automatic_tax"),
      ...pageParams,
      collection_method: oneOf(["charge_automatically", "send_invoice"]),
      created: range(),
      current_period_end: range(),
      current_period_start: range(),
      customer: text(),
      price: text(),
      plan: text(),
      status: oneOf(statuses),
      test_clock: text(),
    }),
    ({ world, params, path }) => {
      const price = params.price ?? params.plan;
      if (params.customer !== undefined && !world.customers.get(params.customer) && !world.deletedCustomers.has(params.customer)) {
        throw noSuch("customer", params.customer, "customer");
      }
      const kept = filter(
        world.subscriptions.newestFirst(params.customer),
        (subscription) =>
          hasStatus(subscription, params.status) &&
          (price === undefined || subscription.items.data.some((item) => item.price.id === price)) &&
          (params.collection_method === undefined || subscription.collection_method === params.collection_method) &&
          // docs.stripe.com/api/subscriptions/list#list_subscriptions-test_clock: without it and without a customer, none of a test clock.
          (idOrNull(subscription.test_clock) === (params.test_clock ?? null) || (params.test_clock === undefined && params.customer !== undefined)) &&
          within(params.created, subscription.created) &&
          within(params.current_period_end, currentPeriod(subscription).end) &&
          within(params.current_period_start, currentPeriod(subscription).start),
      );
      return pageOf(kept, params, { url: path, kind: "subscription", exists: (id) => world.subscriptions.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/subscriptions/:id", {}, ({ world, id }) => subscriptionNamed(world, id)),
];
