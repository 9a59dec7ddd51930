import type Stripe from "stripe";
import { idOf } from "../state/references.ts";
import type { World } from "../state/world.ts";
import { unitsOf } from "./currencies.ts";

/** Cents for a quantity of a price. Only whole amounts per unit are simulated. */
export function amountOf(price: Stripe.Price, quantity: number): number {
  return (price.unit_amount ?? 0) * quantity;
}

export function productName(world: World, price: Stripe.Price): string {
  return world.products.get(idOf(price.product))?.name ?? "Product";
}

/** `$29.00`, as Stripe writes it in descriptions and on pages. @param amount in the currency's smallest unit */
export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(amount / unitsOf(currency));
}

/** `29 Nov 2026`. */
export function day(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString("en-GB", { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" });
}

export function perInterval(price: Stripe.Price, quantity = 1): string {
  const { interval = "month", interval_count: count = 1 } = price.recurring ?? {};
  return `${money(amountOf(price, quantity), price.currency)} / ${count === 1 ? interval : `every ${count} ${interval}s`}`;
}
