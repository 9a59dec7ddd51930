import type Stripe from "stripe";
import { invalidRequest } from "../http/errors.ts";
import { newId } from "../state/ids.ts";
import { globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";

/**
 * docs.stripe.com/api/products/object, from Stripe's own fixture (github.com/stripe/openapi, fixtures3.json, 2026-08-21).
 * @throws StripeError 400 for an id that is taken
 */
export function createProduct(
  world: World,
  params: { name: string; id?: string; description?: string | null; metadata?: Stripe.Metadata; active?: boolean },
): Stripe.Product {
  const id = params.id ?? newId("prod", 14);
  if (world.products.get(id)) throw invalidRequest(`Product already exists.`, { code: "resource_already_exists", param: "id" });
  const now = globalNow(world);
  const product = {
    id,
    object: "product",
    active: params.active ?? true,
    created: now,
    default_price: null,
    description: params.description ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: params.metadata ?? {},
    name: params.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: now,
    url: null,
  } satisfies Stripe.Product;
  return world.products.add(product);
}
