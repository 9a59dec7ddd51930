import type Stripe from "stripe";
import { isCurrency } from "../billing/currencies.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { newId } from "../state/ids.ts";
import { wireDecimal } from "../state/references.ts";
import { globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { emit } from "../webhooks/emit.ts";

interface NewPrice {
  id?: string;
  currency: string;
  product: string;
  unit_amount?: number;
  recurring?: { interval: Stripe.Price.Recurring.Interval; interval_count?: number; trial_period_days?: number };
  lookup_key?: string;
  nickname?: string;
  metadata?: Stripe.Metadata;
  active?: boolean;
}

/**
 * docs.stripe.com/api/prices/object, from Stripe's own fixture (github.com/stripe/openapi, fixtures3.json, 2026-08-21).
 * @throws StripeError 400 for a product that is not there
 */
export function createPrice(world: World, params: NewPrice): Stripe.Price {
  if (!world.products.get(params.product)) throw noSuch("product", params.product, "product");
  if (!isCurrency(params.currency.toLowerCase())) throw invalidRequest(`Invalid currency: ${params.currency}.`, { param: "currency" });
  const price = {
    id: params.id ?? newId("price"),
    object: "price",
    active: params.active ?? true,
    billing_scheme: "per_unit",
    created: globalNow(world),
    currency: params.currency.toLowerCase(),
    custom_unit_amount: null,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: params.metadata ?? {},
    nickname: params.nickname ?? null,
    product: params.product,
    recurring: params.recurring
      ? {
          interval: params.recurring.interval,
          interval_count: params.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: params.recurring.trial_period_days ?? null,
          usage_type: "licensed",
        }
      : null,
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? "recurring" : "one_time",
    unit_amount: params.unit_amount ?? 0,
    unit_amount_decimal: wireDecimal(params.unit_amount ?? 0),
  } satisfies Stripe.Price;
  world.prices.add(price);
  emit(world, "price.created", price);
  return price;
}
