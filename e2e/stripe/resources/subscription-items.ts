import type Stripe from "stripe";
import type { ItemChange } from "../billing/change-subscription.ts";
import { updateSubscription } from "../billing/update-subscription.ts";
import { noSuch } from "../http/errors.ts";
import { pageOf, pageParams } from "../http/lists.ts";
import { metadata } from "../http/metadata.ts";
import { bool, documented, required, text, timestamp, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulatedParams } from "../http/unsimulated.ts";
import type { World } from "../state/world.ts";
import { item, paymentBehavior, prorationBehavior } from "./subscription-create.ts";
import { refuseByStatus } from "./subscription-update.ts";
import { subscriptionNamed } from "./subscriptions.ts";

/** docs.stripe.com/api/subscription_items: create, retrieve, update, list, delete. Each is an update of its subscription. */

const how = {
  payment_behavior: withDefault(paymentBehavior, "allow_incomplete"),
  proration_behavior: withDefault(prorationBehavior, "create_prorations"),
  proration_date: timestamp(),
};
interface How {
  payment_behavior: ReturnType<typeof paymentBehavior.read>;
  proration_behavior: ReturnType<typeof prorationBehavior.read>;
  proration_date?: number;
}

function itemNamed(world: World, id: string): { item: Stripe.SubscriptionItem; subscription: Stripe.Subscription } {
  for (const subscription of world.subscriptions.values()) {
    const found = subscription.items.data.find((one) => one.id === id);
    if (found) return { item: found, subscription };
  }
  throw noSuch("subscription_item", id);
}

function changeItem(world: World, subscription: Stripe.Subscription, change: ItemChange, params: How): void {
  refuseByStatus(subscription, ["items"]);
  updateSubscription(world, subscription, {
    items: [change],
    paymentBehavior: params.payment_behavior,
    prorationBehavior: params.proration_behavior,
    prorationDate: params.proration_date,
  });
}

export const subscriptionItemEndpoints = [
  endpoint(
    "GET",
    "/v1/subscription_items",
    documented<Stripe.SubscriptionItemListParams>()({ ...pageParams, subscription: required(text()) }),
    ({ world, params, path }) => {
      const { data } = subscriptionNamed(world, params.subscription, "subscription").items;
      return pageOf([...data].reverse(), params, { url: path, kind: "subscription item", exists: (id) => data.some((one) => one.id === id) });
    },
  ),
  endpoint(
    "POST",
    "/v1/subscription_items",
    documented<Stripe.SubscriptionItemCreateParams>()({
      ...item,
      ...how,
      ...unsimulatedParams("current_trial"),
      subscription: required(text()),
      metadata: metadata(),
    }),
    ({ world, params }) => {
      const subscription = subscriptionNamed(world, params.subscription, "subscription");
      const before = subscription.items.data.map(({ id }) => id);
      changeItem(world, subscription, { price: params.price ?? params.plan, quantity: params.quantity, metadata: params.metadata }, params);
      // With pending_if_incomplete it waits there until it is paid.
      const items = [...subscription.items.data, ...(subscription.pending_update?.subscription_items ?? [])];
      return items.find(({ id }) => !before.includes(id)) ?? subscription;
    },
  ),
  endpoint("GET", "/v1/subscription_items/:id", {}, ({ world, id }) => itemNamed(world, id).item),
  endpoint(
    "POST",
    "/v1/subscription_items/:id",
    documented<Stripe.SubscriptionItemUpdateParams>()({ ...item, ...how, ...unsimulatedParams("current_trial"), off_session: bool() }),
    ({ world, params, id }) => {
      const { subscription } = itemNamed(world, id);
      changeItem(world, subscription, { id, price: params.price ?? params.plan, quantity: params.quantity, metadata: params.metadata }, params);
      return itemNamed(world, id).item;
    },
  ),
  endpoint(
    "DELETE",
    "/v1/subscription_items/:id",
    documented<Stripe.SubscriptionItemDeleteParams>()({ ...how, clear_usage: bool() }),
    ({ world, params, id }) => {
      changeItem(world, itemNamed(world, id).subscription, { id, deleted: true }, params);
      return { id, object: "subscription_item", deleted: true } satisfies Stripe.DeletedSubscriptionItem;
    },
  ),
];
