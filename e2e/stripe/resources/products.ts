import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, clearable, documented, hash, list, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulated, unsimulatedParams } from "../http/unsimulated.ts";
import { createPrice } from "../objects/price.ts";
import { createProduct } from "../objects/product.ts";
import { idOf } from "../state/references.ts";
import { globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { amount, recurring } from "./prices.ts";

/** docs.stripe.com/api/products: create, retrieve, update, list, delete. */

const common = {
  active: bool(),
  images: list(text()),
  marketing_features: list(hash({ name: required(text({ max: 80 })) })),
  metadata: metadata(),
  package_dimensions: unsimulated(),
  shippable: bool(),
  tax_code: clearable(text()),
  url: clearable(text()),
};

function productNamed(world: World, id: string): Stripe.Product {
  const product = world.products.get(id);
  if (!product) throw noSuch("product", id);
  return product;
}

export const productEndpoints = [
  endpoint(
    "POST",
    "/v1/products",
    documented<Stripe.ProductCreateParams>()({
      ...unsimulatedParams("type", "tax_details"),
      ...common,
      id: text(),
      name: required(text()),
      description: text({ max: 40_000 }),
      statement_descriptor: text({ max: 22 }),
      unit_label: text({ max: 12 }),
      default_price_data: hash({ currency: required(text({ max: 3 })), recurring, unit_amount: amount, metadata: metadata() }),
    }),
    ({ world, params }) => {
      const { id, description, name, default_price_data: price, active, images, url, unit_label: unit, statement_descriptor: statement } = params;
      const product = createProduct(world, {
        name,
        ...(id !== undefined && { id }),
        ...(description !== undefined && { description }),
        metadata: mergeMetadata({}, params.metadata),
      });
      Object.assign(product, {
        active: active ?? true,
        images: images ?? [],
        url: url ?? null,
        unit_label: unit ?? null,
        statement_descriptor: statement ?? null,
      });
      emit(world, "product.created", product);
      if (price) {
        const made = createPrice(world, { ...price, product: product.id, metadata: mergeMetadata({}, price.metadata) });
        product.default_price = made.id;
      }
      return product;
    },
  ),
  endpoint(
    "GET",
    "/v1/products",
    documented<Stripe.ProductListParams>()({
      ...unsimulatedParams("type", "shippable"),
      ...pageParams,
      active: bool(),
      created: range(),
      ids: list(text()),
      url: text(),
    }),
    ({ world, params, path }) => {
      const { active, ids } = params;
      const kept = filter(
        world.products.newestFirst(),
        (product) =>
          (active === undefined || product.active === active) && (ids === undefined || ids.includes(product.id)) && within(params.created, product.created),
      );
      return pageOf(kept, params, { url: path, kind: "product", exists: (id) => world.products.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/products/:id", {}, ({ world, id }) => productNamed(world, id)),
  endpoint(
    "POST",
    "/v1/products/:id",
    documented<Stripe.ProductUpdateParams>()({
      ...unsimulatedParams("tax_details"),
      ...common,
      name: text(),
      description: clearable(text({ max: 40_000 })),
      default_price: clearable(text()),
      statement_descriptor: clearable(text({ max: 22 })),
      unit_label: clearable(text({ max: 12 })),
    }),
    ({ world, params, id }) => {
      const product = productNamed(world, id);
      const { metadata: added, default_price: price, ...given } = params;
      if (price && idOf(world.prices.get(price)?.product ?? "") !== id) throw noSuch("price", price, "default_price");
      change(world, "product.updated", product, () => {
        product.metadata = mergeMetadata(product.metadata, added);
        if (price !== undefined) product.default_price = price;
        Object.assign(product, given);
        product.updated = globalNow(world);
      });
      return product;
    },
  ),
  endpoint("DELETE", "/v1/products/:id", {}, ({ world, id }) => {
    const product = productNamed(world, id);
    if (world.prices.values().some((price) => idOf(price.product) === id)) {
      throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
    }
    world.products.remove(id);
    emit(world, "product.deleted", product);
    return { id, object: "product", deleted: true } satisfies Stripe.DeletedProduct;
  }),
];
