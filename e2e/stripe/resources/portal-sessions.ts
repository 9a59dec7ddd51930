import type Stripe from "stripe";
import { invalidRequest, noSuch, notSimulated } from "../http/errors.ts";
import { documented, hash, integer, list, missing, oneOf, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { ignored, unsimulated, unsimulatedParams } from "../http/unsimulated.ts";
import { newId, randomLetters } from "../state/ids.ts";
import { idOf } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { emit } from "../webhooks/emit.ts";
import { configurationNamed, defaultConfiguration, pricesOffered } from "./portal-configurations.ts";
import { subscriptionNamed } from "./subscriptions.ts";

/** docs.stripe.com/api/customer_portal/sessions/create; flows: docs.stripe.com/customer-management/portal-deep-links. */

const flowData = hash({
  type: required(oneOf(["payment_method_update", "subscription_cancel", "subscription_update", "subscription_update_confirm", "customer_update"])),
  after_completion: hash({
    type: required(oneOf(["hosted_confirmation", "portal_homepage", "redirect"])),
    redirect: hash({ return_url: required(text()) }),
    hosted_confirmation: hash({ custom_message: text({ max: 500 }) }),
  }),
  subscription_cancel: hash({ subscription: required(text()), retention: unsimulated() }),
  subscription_update: hash({ subscription: required(text()) }),
  subscription_update_confirm: hash({
    subscription: required(text()),
    items: required(list(hash({ id: required(text()), price: text(), quantity: integer({ min: 0 }) }))),
    discounts: unsimulated(),
  }),
  subscription_pause: unsimulated(),
});
type FlowData = ReturnType<(typeof flowData)["read"]>;

type Confirmed = NonNullable<FlowData["subscription_update_confirm"]>;

/** One item, and a price that the portal offers (docs.stripe.com/customer-management/portal-deep-links#subscription-update-confirm-deep-link). */
function confirmedItem(world: World, { items, subscription: id }: Confirmed, configuration: Stripe.BillingPortal.Configuration) {
  const param = "flow_data[subscription_update_confirm][items]";
  const [given, ...more] = items;
  if (!given) throw missing(param);
  if (more.length > 0) throw invalidRequest("You can only update one item of a subscription in the portal.", { param });
  const item = subscriptionNamed(world, id).items.data.find((one) => one.id === given.id);
  if (!item) throw noSuch("subscription item", given.id, `${param}[0][id]`);
  if (given.quantity !== undefined && given.quantity !== (item.quantity ?? 1)) throw notSimulated("changes of quantity in the portal", `${param}[0][quantity]`);
  const price = given.price ?? item.price.id;
  if (!pricesOffered(world, configuration).some((one) => one.id === price)) {
    throw invalidRequest(`The portal's configuration does not offer the price ${price}.`, { param: `${param}[0][price]` });
  }
  return { id: item.id, price, quantity: item.quantity ?? 1 };
}

function flowOf(world: World, given: FlowData, customer: string, configuration: Stripe.BillingPortal.Configuration): Stripe.BillingPortal.Session.Flow {
  const { type, after_completion: after } = given;
  if (type === "customer_update") throw notSimulated(`the flow ${type}`, "flow_data[type]");
  const about = type === "payment_method_update" ? null : given[type];
  if (about === undefined) throw missing(`flow_data[${type}]`);
  if (about && idOf(subscriptionNamed(world, about.subscription, `flow_data[${type}][subscription]`).customer) !== customer) {
    throw noSuch("subscription", about.subscription, `flow_data[${type}][subscription]`);
  }
  const confirmed = type === "subscription_update_confirm" ? given.subscription_update_confirm : undefined;
  return {
    after_completion: {
      hosted_confirmation: after?.type === "hosted_confirmation" ? { custom_message: after.hosted_confirmation?.custom_message ?? null } : null,
      redirect: after?.redirect ?? null,
      type: after?.type ?? "portal_homepage",
    },
    customer_update: null,
    subscription_cancel: type === "subscription_cancel" && about ? { retention: null, subscription: about.subscription } : null,
    subscription_pause: null,
    subscription_update: type === "subscription_update" && about ? { subscription: about.subscription } : null,
    subscription_update_confirm: confirmed
      ? { discounts: null, items: [confirmedItem(world, confirmed, configuration)], subscription: confirmed.subscription }
      : null,
    type,
  } satisfies Stripe.BillingPortal.Session.Flow;
}

export const portalSessionEndpoints = [
  endpoint(
    "POST",
    "/v1/billing_portal/sessions",
    documented<Stripe.BillingPortal.SessionCreateParams>()({
      ...unsimulatedParams("customer_account"),
      configuration: text(),
      customer: required(text()),
      flow_data: flowData,
      locale: ignored(),
      on_behalf_of: unsimulated(),
      return_url: text(),
      after_expiration: unsimulated(),
    }),
    ({ world, params }) => {
      const customer = world.customers.get(params.customer);
      if (!customer) throw noSuch("customer", params.customer, "customer");
      const configuration = params.configuration === undefined ? defaultConfiguration(world) : configurationNamed(world, params.configuration, "configuration");
      if (!configuration.active) throw invalidRequest("The configuration is not active.", { param: "configuration" });
      const token = `test_${randomLetters(40)}`;
      const session = {
        id: newId("bps"),
        object: "billing_portal.session",
        configuration: configuration.id,
        created: nowOf(world, customer),
        customer: customer.id,
        customer_account: null,
        flow: params.flow_data ? flowOf(world, params.flow_data, customer.id, configuration) : null,
        livemode: false,
        locale: null,
        on_behalf_of: null,
        return_url: params.return_url ?? configuration.default_return_url,
        url: `${world.origin}/p/session/${token}`,
      } satisfies Stripe.BillingPortal.Session;
      world.portalSessions.add(session);
      world.portalTokens.set(token, session.id);
      emit(world, "billing_portal.session.created", session);
      return session;
    },
  ),
];
