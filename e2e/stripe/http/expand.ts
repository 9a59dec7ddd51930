import { lineItemsOf } from "../objects/line-items.ts";
import { innerList } from "../state/references.ts";
import type { World } from "../state/world.ts";
import { invalidRequest, notSimulated } from "./errors.ts";
import { type Branch, isBranch, type Tree } from "./form.ts";

type Fields = Record<string, unknown>;

/** docs.stripe.com/api/expanding_objects: four levels deep; lists only under `data`. */
const DEEPEST = 4;

/** Takes `expand` out of a form, whichever way it is written. */
export function takeExpand(form: Branch): string[] {
  const raw = form.expand;
  delete form.expand;
  if (raw === undefined || raw === "") return [];
  const entries: Tree[] = Array.isArray(raw) ? raw : isBranch(raw) ? Object.values(raw) : [];
  const paths = entries.filter((entry) => typeof entry === "string");
  if (paths.length === 0 || paths.length !== entries.length) throw invalidRequest("Invalid array", { param: "expand" });
  const deep = paths.find((path) => path.split(".").length > DEEPEST);
  if (deep !== undefined) throw invalidRequest(`You cannot expand more than ${DEEPEST} levels of a property. Property: ${deep}`, { param: "expand" });
  return paths;
}

/** How the caller's API version knows an object. */
type Present = <T>(object: T) => T;

/** A copy of an answer in which the ids at the given paths are the objects themselves. */
export function expanded(world: World, answer: object, paths: readonly string[], present: Present): object {
  const copy = present(structuredClone(answer));
  for (const path of paths) {
    expandAt({ world, present, path }, copy as Fields, path.split("."));
  }
  return copy;
}

interface Expansion {
  world: World;
  present: Present;
  /** The whole path, as it was asked for. */
  path: string;
}

function expandAt(asked: Expansion, object: Fields, [step = "", ...rest]: string[]): void {
  const { world, present, path } = asked;
  if (object.object === "list" && step !== "data") {
    throw invalidRequest(`This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`, { param: "expand" });
  }
  include(world, object, step);
  if (!(step in object)) throw cannot(path);
  const value = object[step];
  if (value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value) if (isObject(entry) && rest.length > 0) expandAt(asked, entry, rest);
    return;
  }
  if (typeof value === "string") {
    const found = find(world, step, value);
    if (!found) throw cannot(path);
    object[step] = present(structuredClone(found));
  }
  const inner = object[step];
  if (!isObject(inner)) throw cannot(path);
  if (rest.length > 0) expandAt(asked, inner, rest);
}

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const cannot = (path: string) => invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });

/** By the field's name: prices and products may have ids of any form. */
function find(world: World, field: string, id: string): object | undefined {
  switch (field) {
    case "customer":
      return world.customers.get(id) ?? (world.deletedCustomers.has(id) ? { id, object: "customer", deleted: true } : undefined);
    case "product":
      return world.products.get(id);
    case "price":
    case "default_price":
      return world.prices.get(id);
    case "subscription":
      return world.subscriptions.get(id);
    case "invoice":
    case "latest_invoice":
      return world.invoices.get(id);
    case "payment_intent":
      return world.paymentIntents.get(id);
    case "charge":
    case "latest_charge":
      return world.charges.get(id);
    case "payment_method":
    case "default_payment_method":
      return world.paymentMethods.get(id);
    case "setup_intent":
    case "pending_setup_intent":
      return world.setupIntents.get(id);
    case "configuration":
      return world.portalConfigurations.get(id);
    case "test_clock":
      return world.testClocks.get(id);
    default:
      return undefined;
  }
}

/** Fields that are there only when they are asked for. */
function include(world: World, object: Fields, step: string): void {
  if (step in object || typeof object.id !== "string") return;
  const { id } = object;
  if (object.object === "invoice" && step === "payments") object.payments = innerList(world.invoicePayments.ofOwner(id), `/v1/invoice_payments?invoice=${id}`);
  if (object.object === "invoice" && step === "confirmation_secret") object.confirmation_secret = confirmationSecret(world, id);
  if (object.object === "checkout.session" && step === "line_items") {
    object.line_items = innerList(lineItemsOf(world, id), `/v1/checkout/sessions/${id}/line_items`);
  }
  if (object.object === "customer" && step === "subscriptions") {
    const live = world.subscriptions.ofOwner(id).filter(({ status }) => !["canceled", "incomplete_expired"].includes(status));
    object.subscriptions = innerList(live.reverse(), `/v1/customers/${id}/subscriptions`);
  }
  if (["tiers", "currency_options", "tax_ids", "sources"].includes(step)) throw notSimulated(`the expandable property ${step}`, "expand");
}

function confirmationSecret(world: World, invoice: string): object | null {
  const [payment] = world.invoicePayments.ofOwner(invoice);
  const intent = payment && world.paymentIntents.get(String(payment.payment.payment_intent));
  return intent ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
}
