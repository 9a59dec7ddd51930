import { createPrice } from "./objects/price.ts";
import { createProduct } from "./objects/product.ts";
import type { World } from "./state/world.ts";
import { emit } from "./webhooks/emit.ts";

/** The product's own plans, with ids that stay the same. Amounts in cents of US dollars. */
const CATALOGUE = [
  { plan: "core", name: "RetentBase Core", month: 2_900, year: 29_000 },
  { plan: "advanced", name: "RetentBase Advanced", month: 9_900, year: 99_000 },
] as const;

/** Makes what is missing of it: `prod_core`, `price_core_monthly` and so on. */
export function addCatalogue(world: World): void {
  for (const { plan, name, month, year } of CATALOGUE) {
    const id = `prod_${plan}`;
    const metadata = { retentbase_plan: plan };
    if (!world.products.get(id)) emit(world, "product.created", createProduct(world, { id, name, metadata }));
    for (const [interval, ending, cents] of [["month", "monthly", month] as const, ["year", "yearly", year] as const]) {
      const price = `price_${plan}_${ending}`;
      if (world.prices.get(price)) continue;
      createPrice(world, { id: price, currency: "usd", product: id, unit_amount: cents, recurring: { interval }, lookup_key: `${plan}_${ending}`, metadata });
    }
  }
}
