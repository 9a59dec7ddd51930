import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, clearable, documented, hash, integer, list, missing, oneOf, required, text, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { only, unsimulated } from "../http/unsimulated.ts";
import { createPrice } from "../objects/price.ts";
import { createProduct } from "../objects/product.ts";
import { idOf } from "../state/references.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";

/** docs.stripe.com/api/prices: create, retrieve, update, list. A price's amount never changes; whole cents per unit only. */

export const recurring = hash({
  interval: required(oneOf(["day", "month", "week", "year"])),
  interval_count: integer({ min: 1, max: 1095 }),
  usage_type: only(oneOf(["licensed", "metered"]), (value) => value === "licensed"),
  meter: unsimulated(),
  trial_period_days: integer({ min: 0 }),
});
export const amount = integer({ min: 0 });
export const wholeCents = only(text(), (value) => /^\d+$/.test(value));
export const unspecifiedTax = only(oneOf(["exclusive", "inclusive", "unspecified"]), (value) => value === "unspecified");

/** @throws StripeError 400 where a parameter names it */
function priceNamed(world: World, id: string, param = "id"): Stripe.Price {
  const price = world.prices.get(id);
  if (!price) throw noSuch("price", id, param);
  return price;
}

/** A key belongs to one price at a time (docs.stripe.com/products-prices/manage-prices#lookup-keys). */
function takeLookupKey(world: World, key: string | null | undefined, mayTransfer: boolean | undefined): void {
  const holder = key ? world.prices.values().find((price) => price.lookup_key === key) : undefined;
  if (!holder) return;
  if (!mayTransfer) throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: "lookup_key" });
  change(world, "price.updated", holder, () => (holder.lookup_key = null));
}

export const priceEndpoints = [
  endpoint(
    "POST",
    "/v1/prices",
    documented<Stripe.PriceCreateParams>()({
      active: bool(),
      billing_scheme: only(oneOf(["per_unit", "tiered"]), (value) => value === "per_unit"),
      currency: required(text({ max: 3 })),
      currency_options: unsimulated(),
      custom_unit_amount: unsimulated(),
      lookup_key: text({ max: 200 }),
      metadata: metadata(),
      nickname: text(),
      product: text(),
      product_data: hash({
        id: text(),
        name: required(text()),
        active: bool(),
        metadata: metadata(),
        statement_descriptor: text(),
        tax_code: text(),
        unit_label: text(),
      }),
      recurring,
      tax_behavior: unspecifiedTax,
      tiers: unsimulated(),
      tiers_mode: unsimulated(),
      transfer_lookup_key: bool(),
      transform_quantity: unsimulated(),
      unit_amount: amount,
      unit_amount_decimal: wholeCents,
    }),
    ({ world, params }) => {
      const { product, product_data: data, unit_amount_decimal: decimal, ...given } = params;
      if ((product === undefined) === (data === undefined)) {
        if (product === undefined) throw missing("product");
        throw invalidRequest("You may only specify one of these parameters: product, product_data.", { code: "parameters_exclusive" });
      }
      const cents = params.unit_amount ?? (decimal === undefined ? undefined : Number(decimal));
      if (cents === undefined) throw missing("unit_amount");
      takeLookupKey(world, params.lookup_key, params.transfer_lookup_key);
      return createPrice(world, {
        ...given,
        unit_amount: cents,
        product: product ?? newProductOf(world, data),
        metadata: mergeMetadata({}, params.metadata),
      });
    },
  ),
  endpoint(
    "GET",
    "/v1/prices",
    documented<Stripe.PriceListParams>()({
      ...pageParams,
      active: bool(),
      created: range(),
      currency: text(),
      lookup_keys: list(text()),
      product: text(),
      recurring: hash({ interval: oneOf(["day", "month", "week", "year"]), usage_type: oneOf(["licensed", "metered"]), meter: text() }),
      type: oneOf(["one_time", "recurring"]),
    }),
    ({ world, params, path }) => {
      const { active, lookup_keys: keys, product, type, currency, recurring: how } = params;
      const kept = filter(
        world.prices.newestFirst(),
        (price) =>
          (active === undefined || price.active === active) &&
          (keys === undefined || (price.lookup_key !== null && keys.includes(price.lookup_key))) &&
          (product === undefined || idOf(price.product) === product) &&
          (type === undefined || price.type === type) &&
          (currency === undefined || price.currency === currency) &&
          (how?.interval === undefined || price.recurring?.interval === how.interval) &&
          within(params.created, price.created),
      );
      return pageOf(kept, params, { url: path, kind: "price", exists: (id) => world.prices.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/prices/:id", {}, ({ world, id }) => priceNamed(world, id)),
  endpoint(
    "POST",
    "/v1/prices/:id",
    documented<Stripe.PriceUpdateParams>()({
      active: bool(),
      lookup_key: clearable(text({ max: 200 })),
      metadata: metadata(),
      nickname: clearable(text()),
      transfer_lookup_key: withDefault(bool(), false),
      tax_behavior: unsimulated(),
      currency_options: unsimulated(),
    }),
    ({ world, params, id }) => {
      const price = priceNamed(world, id);
      if (params.lookup_key !== price.lookup_key) takeLookupKey(world, params.lookup_key, params.transfer_lookup_key);
      change(world, "price.updated", price, () => {
        if (params.active !== undefined) price.active = params.active;
        if (params.lookup_key !== undefined) price.lookup_key = params.lookup_key;
        if (params.nickname !== undefined) price.nickname = params.nickname;
        price.metadata = mergeMetadata(price.metadata, params.metadata);
      });
      return price;
    },
  ),
];

function newProductOf(world: World, data: { id?: string; name: string } | undefined): string {
  if (!data) throw missing("product");
  const product = createProduct(world, data);
  emit(world, "product.created", product);
  return product.id;
}
