import type Stripe from "stripe";
import { noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, clearable, hash, list, oneOf, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { ignored, unsimulated } from "../http/unsimulated.ts";
import { newId } from "../state/ids.ts";
import { idOf } from "../state/references.ts";
import { globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";

/** docs.stripe.com/api/customer_portal/configurations: create, retrieve, update, list. */

const prorations = oneOf(["always_invoice", "create_prorations", "none"]);
const features = hash({
  customer_update: hash({ enabled: required(bool()), allowed_updates: list(oneOf(["address", "email", "name", "phone", "shipping", "tax_id"])) }),
  invoice_history: hash({ enabled: required(bool()) }),
  payment_method_update: hash({ enabled: required(bool()), payment_method_configuration: unsimulated() }),
  subscription_cancel: hash({
    enabled: required(bool()),
    mode: oneOf(["at_period_end", "immediately"]),
    proration_behavior: prorations,
    cancellation_reason: ignored(),
  }),
  subscription_pause: hash({ enabled: bool(), duration: unsimulated() }),
  subscription_update: hash({
    enabled: required(bool()),
    billing_cycle_anchor: unsimulated(),
    default_allowed_updates: list(oneOf(["price", "promotion_code", "quantity"])),
    products: list(hash({ product: required(text()), prices: required(list(text())), adjustable_quantity: ignored() })),
    proration_behavior: prorations,
    schedule_at_period_end: unsimulated(),
    trial_update_behavior: oneOf(["continue_trial", "end_trial"]),
  }),
});
type Features = ReturnType<(typeof features)["read"]>;

const fields = {
  business_profile: hash({ headline: clearable(text({ max: 60 })), privacy_policy_url: text(), terms_of_service_url: text() }),
  default_return_url: clearable(text()),
  login_page: hash({ enabled: required(bool()) }),
  metadata: metadata(),
  name: clearable(text()),
};

function featuresOf(given: Features, old?: Stripe.BillingPortal.Configuration.Features): Stripe.BillingPortal.Configuration.Features {
  const { subscription_update: update, subscription_cancel: cancel } = given;
  return {
    customer_update: { allowed_updates: [], enabled: false, ...old?.customer_update, ...given.customer_update },
    invoice_history: { enabled: false, ...old?.invoice_history, ...given.invoice_history },
    payment_method_update: { payment_method_configuration: null, enabled: given.payment_method_update?.enabled ?? old?.payment_method_update.enabled ?? false },
    subscription_cancel: {
      cancellation_reason: { enabled: false, feedback_options: null, options: [] },
      enabled: cancel?.enabled ?? old?.subscription_cancel.enabled ?? false,
      mode: cancel?.mode ?? old?.subscription_cancel.mode ?? "at_period_end",
      proration_behavior: cancel?.proration_behavior ?? old?.subscription_cancel.proration_behavior ?? "none",
    },
    subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: update?.default_allowed_updates ?? old?.subscription_update.default_allowed_updates ?? [],
      enabled: update?.enabled ?? old?.subscription_update.enabled ?? false,
      products:
        update?.products?.map(({ product, prices }) => ({ product, prices, adjustable_quantity: { enabled: false, maximum: null, minimum: 1 } })) ??
        old?.subscription_update.products ??
        null,
      proration_behavior: update?.proration_behavior ?? old?.subscription_update.proration_behavior ?? "none",
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: update?.trial_update_behavior ?? old?.subscription_update.trial_update_behavior ?? "end_trial",
    },
  } satisfies Stripe.BillingPortal.Configuration.Features;
}

function createConfiguration(world: World, given: Features, isDefault: boolean): Stripe.BillingPortal.Configuration {
  const now = globalNow(world);
  const configuration = {
    id: newId("bpc"),
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: featuresOf(given),
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  } satisfies Stripe.BillingPortal.Configuration;
  return world.portalConfigurations.add(configuration);
}

/** What the dashboard's portal settings would be: everything allowed, changes of plan paid at once, all recurring prices to choose from. */
export function defaultConfiguration(world: World): Stripe.BillingPortal.Configuration {
  const known = world.portalConfigurations.values().find(({ is_default: isDefault }) => isDefault);
  return known ?? createConfiguration(world, DEFAULT_FEATURES, true);
}

const DEFAULT_FEATURES: Features = {
  customer_update: { enabled: true, allowed_updates: ["email", "name"] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: "at_period_end" },
  subscription_update: { enabled: true, default_allowed_updates: ["price"], proration_behavior: "always_invoice", trial_update_behavior: "continue_trial" },
};

export function configurationNamed(world: World, id: string, param = "id"): Stripe.BillingPortal.Configuration {
  const found = world.portalConfigurations.get(id);
  if (!found) throw noSuch("configuration", id, param);
  return found;
}

/** Prices that a customer may change to. */
export function pricesOffered(world: World, { features: { subscription_update: update } }: Stripe.BillingPortal.Configuration): Stripe.Price[] {
  const listed = update.products?.flatMap(({ prices }) => prices) ?? null;
  return world.prices
    .values()
    .filter((price) => price.active && price.recurring !== null && (listed === null || listed.includes(price.id)))
    .sort((a, b) => idOf(a.product).localeCompare(idOf(b.product)) || (a.unit_amount ?? 0) - (b.unit_amount ?? 0));
}

function apply(configuration: Stripe.BillingPortal.Configuration, given: { [K in keyof typeof fields]?: ReturnType<(typeof fields)[K]["read"]> }): void {
  Object.assign(configuration.business_profile, given.business_profile);
  if (given.default_return_url !== undefined) configuration.default_return_url = given.default_return_url;
  if (given.name !== undefined) configuration.name = given.name;
  if (given.login_page) configuration.login_page.enabled = given.login_page.enabled;
  configuration.metadata = mergeMetadata(configuration.metadata ?? {}, given.metadata);
}

export const portalConfigurationEndpoints = [
  endpoint("POST", "/v1/billing_portal/configurations", { ...fields, features: required(features) }, ({ world, params }) => {
    const configuration = createConfiguration(world, params.features, false);
    apply(configuration, params);
    emit(world, "billing_portal.configuration.created", configuration);
    return configuration;
  }),
  endpoint("GET", "/v1/billing_portal/configurations", { ...pageParams, active: bool(), is_default: bool() }, ({ world, params, path }) => {
    const kept = filter(
      world.portalConfigurations.newestFirst(),
      (one) => (params.active === undefined || one.active === params.active) && (params.is_default === undefined || one.is_default === params.is_default),
    );
    return pageOf(kept, params, { url: path, kind: "configuration", exists: (id) => world.portalConfigurations.get(id) !== undefined });
  }),
  endpoint("GET", "/v1/billing_portal/configurations/:id", {}, ({ world, id }) => configurationNamed(world, id)),
  endpoint("POST", "/v1/billing_portal/configurations/:id", { ...fields, features, active: bool() }, ({ world, params, id }) => {
    const configuration = configurationNamed(world, id);
    change(world, "billing_portal.configuration.updated", configuration, () => {
      apply(configuration, params);
      if (params.features) configuration.features = featuresOf(params.features, configuration.features);
      if (params.active !== undefined) configuration.active = params.active;
      configuration.updated = globalNow(world);
    });
    return configuration;
  }),
];
