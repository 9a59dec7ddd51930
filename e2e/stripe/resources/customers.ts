import type Stripe from "stripe";
import { endSubscription } from "../billing/collect.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { clearable, documented, hash, integer, list, oneOf, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulated, unsimulatedParams } from "../http/unsimulated.ts";
import { newId, randomLetters } from "../state/ids.ts";
import { idOrNull } from "../state/references.ts";
import { nowAt } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { attachCard, cardOfCustomer } from "./payment-methods.ts";

/** docs.stripe.com/api/customers: create, retrieve, update, list, delete. */

const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
const address = hash({
  city: clearable(text()),
  country: clearable(text({ max: 2 })),
  line1: clearable(text()),
  line2: clearable(text()),
  postal_code: clearable(text()),
  state: clearable(text()),
});

const fields = {
  address: clearable(address),
  description: clearable(text()),
  email: clearable(text({ max: 512 })),
  invoice_prefix: text({ max: 12 }),
  invoice_settings: hash({
    default_payment_method: clearable(text()),
    custom_fields: unsimulated(),
    footer: clearable(text()),
    rendering_options: unsimulated(),
  }),
  metadata: metadata(),
  name: clearable(text({ max: 256 })),
  phone: clearable(text({ max: 20 })),
  preferred_locales: list(text()),
  shipping: clearable(hash({ address: required(address), name: required(text({ max: 5000 })), phone: text({ max: 20 }) })),
  source: unsimulated(),
  tax: unsimulated(),
  tax_exempt: clearable(oneOf(["none", "exempt", "reverse"])),
  balance: integer(),
};

const createFields = documented<Stripe.CustomerCreateParams>()({
  ...unsimulatedParams("cash_balance", "business_name", "individual_name", "next_invoice_sequence", "validate"),
  ...fields,
  payment_method: text(),
  test_clock: text(),
  tax_id_data: unsimulated(),
});

/** @throws StripeError 404, or 400 where a parameter names it; a deleted one counts as missing */
function customerNamed(world: World, id: string, param = "id"): Stripe.Customer {
  const customer = world.customers.get(id);
  if (!customer) throw noSuch("customer", id, param);
  return customer;
}

export function createCustomer(
  world: World,
  params: Partial<Pick<Stripe.Customer, "email" | "name" | "description" | "metadata">> & { test_clock?: string },
): Stripe.Customer {
  if (params.test_clock !== undefined && !world.testClocks.get(params.test_clock)) throw noSuch("test clock", params.test_clock, "test_clock");
  const customer = {
    id: newId("cus", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: nowAt(world, params.test_clock ?? null),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: randomLetters(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: params.metadata ?? {},
    name: params.name ?? null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: params.test_clock ?? null,
  } satisfies Stripe.Customer;
  return world.customers.add(customer);
}

type Given = Partial<{ [K in keyof typeof createFields]: ReturnType<(typeof createFields)[K]["read"]> }>;

function applyFields(world: World, customer: Stripe.Customer, given: Given): void {
  const { invoice_settings: settings, metadata: added, tax_exempt: exempt } = given;
  if (settings?.default_payment_method !== undefined) {
    customer.invoice_settings.default_payment_method =
      settings.default_payment_method && cardOfCustomer(world, settings.default_payment_method, customer.id, "invoice_settings[default_payment_method]").id;
  }
  if (settings?.footer !== undefined) customer.invoice_settings.footer = settings.footer;
  customer.metadata = mergeMetadata(customer.metadata, added);
  if (exempt !== undefined) customer.tax_exempt = exempt ?? "none";
  if (given.email !== undefined) {
    if (given.email !== null && !/^[^\s@]+@[^\s@]+$/.test(given.email))
      throw invalidRequest(`Invalid email address: ${given.email}`, { code: "email_invalid", param: "email" });
    customer.email = given.email;
  }
  if (given.address !== undefined) customer.address = given.address && { ...NO_ADDRESS, ...given.address };
  if (given.shipping !== undefined) {
    const { address: at, name, phone } = given.shipping ?? {};
    customer.shipping = at && name !== undefined ? { address: { ...NO_ADDRESS, ...at }, name, phone: phone ?? null } : null;
  }
  if (given.description !== undefined) customer.description = given.description;
  if (given.name !== undefined) customer.name = given.name;
  if (given.phone !== undefined) customer.phone = given.phone;
  if (given.preferred_locales !== undefined) customer.preferred_locales = given.preferred_locales;
  if (given.invoice_prefix !== undefined) customer.invoice_prefix = given.invoice_prefix;
  if (given.balance !== undefined) customer.balance = given.balance;
}

/** docs.stripe.com/api/customers/delete: "Also immediately cancels any active subscriptions on the customer." */
export function deleteCustomer(world: World, customer: Stripe.Customer): Stripe.DeletedCustomer {
  for (const subscription of world.subscriptions.ofOwner(customer.id)) {
    if (!["canceled", "incomplete_expired"].includes(subscription.status)) endSubscription(world, subscription, "cancellation_requested");
  }
  emit(world, "customer.deleted", customer);
  world.customers.remove(customer.id);
  world.deletedCustomers.add(customer.id);
  return { id: customer.id, object: "customer", deleted: true } satisfies Stripe.DeletedCustomer;
}

export const customerEndpoints = [
  endpoint("POST", "/v1/customers", createFields, ({ world, params }) => {
    const { payment_method: card, test_clock: clock, ...given } = params;
    const customer = createCustomer(world, clock === undefined ? {} : { test_clock: clock });
    try {
      if (card !== undefined) attachCard(world, card, customer);
      applyFields(world, customer, given);
    } catch (error) {
      world.customers.remove(customer.id);
      throw error;
    }
    emit(world, "customer.created", customer);
    return customer;
  }),
  endpoint(
    "GET",
    "/v1/customers",
    documented<Stripe.CustomerListParams>()({ ...pageParams, created: range(), email: text(), test_clock: text() }),
    ({ world, params, path }) => {
      const kept = filter(
        world.customers.newestFirst(),
        (customer) =>
          within(params.created, customer.created) &&
          (params.email === undefined || customer.email === params.email) &&
          // docs.stripe.com/api/customers/list#list_customers-test_clock: without it, none of a test clock.
          idOrNull(customer.test_clock) === (params.test_clock ?? null),
      );
      return pageOf(kept, params, { url: path, kind: "customer", exists: (id) => world.customers.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/customers/:id", {}, ({ world, id }) => {
    if (world.deletedCustomers.has(id)) return { id, object: "customer", deleted: true } satisfies Stripe.DeletedCustomer;
    return customerNamed(world, id);
  }),
  endpoint(
    "POST",
    "/v1/customers/:id",
    documented<Stripe.CustomerUpdateParams>()({
      ...fields,
      ...unsimulatedParams("cash_balance", "business_name", "default_source", "individual_name", "next_invoice_sequence", "validate"),
    }),
    ({ world, params, id }) => {
      const customer = customerNamed(world, id);
      change(world, "customer.updated", customer, () => applyFields(world, customer, params));
      return customer;
    },
  ),
  endpoint("DELETE", "/v1/customers/:id", {}, ({ world, id }) => deleteCustomer(world, customerNamed(world, id))),
];
