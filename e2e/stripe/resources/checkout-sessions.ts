import type Stripe from "stripe";
import { expireSession } from "../billing/advance.ts";
import { usablePrice } from "../billing/change-subscription.ts";
import { defaultBillingMode } from "../http/api-version.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { documented, hash, missing, oneOf, type Params, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulatedParams } from "../http/unsimulated.ts";
import { checkoutSessionObject } from "../objects/checkout-session.ts";
import { lineItemsOf } from "../objects/line-items.ts";
import { createPrice } from "../objects/price.ts";
import { createProduct } from "../objects/product.ts";
import { newId } from "../state/ids.ts";
import { idOrNull } from "../state/references.ts";
import { DAY, HOUR, nowForCustomer } from "../state/time.ts";
import type { CheckoutOrder, World } from "../state/world.ts";
import { emit } from "../webhooks/emit.ts";
import { checkoutFields } from "./checkout-fields.ts";

type LineItem = NonNullable<Params<typeof checkoutFields>["line_items"]>[number];

/** docs.stripe.com/api/checkout/sessions: create, retrieve, update, list, expire, line items; mode=subscription on Stripe's own page. */

function sessionNamed(world: World, id: string): Stripe.Checkout.Session {
  const session = world.checkoutSessions.get(id);
  if (!session) throw noSuch("checkout.session", id);
  return session;
}

function checkAddress(address: string | undefined, param: string): void {
  if (address !== undefined && !/^[a-z][a-z\d+.-]*:\/\/[^\s/]/i.test(address)) {
    throw invalidRequest("Not a valid URL. URLs must begin with an explicit scheme (such as https).", { code: "url_invalid", param });
  }
}

/** docs.stripe.com/api/checkout/sessions/create#create_checkout_session-subscription_data-trial_end: at least 48 hours ahead. */
function checkTimes(params: { trial_end?: number; trial_period_days?: number; expires_at?: number }, now: number): void {
  const { trial_end: trialEnd, trial_period_days: days, expires_at: expiry } = params;
  if (trialEnd !== undefined && days !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: trial_end, trial_period_days.", {
      code: "parameters_exclusive",
      param: "subscription_data[trial_end]",
    });
  }
  if (trialEnd !== undefined && trialEnd < now + 2 * DAY) {
    throw invalidRequest("The `trial_end` date has to be at least 2 days in the future.", { param: "subscription_data[trial_end]" });
  }
  if (trialEnd !== undefined && trialEnd > now + 730 * DAY) {
    throw invalidRequest("The `trial_end` date can be no more than 2 years in the future.", { param: "subscription_data[trial_end]" });
  }
  if (expiry !== undefined && (expiry < now + HOUR / 2 || expiry > now + DAY)) {
    throw invalidRequest("The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.", { param: "expires_at" });
  }
}

/** The price of a line: one that is there, or one that is made for this line alone and can be used for nothing else. */
function priceOf(world: World, { price, price_data: data }: LineItem, param: string, currency: string | null): Stripe.Price {
  if (data === undefined) {
    if (price === undefined) throw missing(`${param}[price]`);
    return usablePrice(world, price, `${param}[price]`, currency);
  }
  if (price !== undefined) throw exclusive("price", "price_data");
  if ((data.product === undefined) === (data.product_data === undefined)) throw exclusive("product", "product_data");
  const { product, product_data: made, unit_amount_decimal: decimal, ...rest } = data;
  const cents = rest.unit_amount ?? (decimal === undefined ? undefined : Number(decimal));
  if (cents === undefined) throw missing(`${param}[price_data][unit_amount]`);
  return createPrice(world, { ...rest, unit_amount: cents, product: product ?? inlineProduct(world, made), active: false });
}

function inlineProduct(world: World, data: NonNullable<LineItem["price_data"]>["product_data"]): string {
  const { name = "", description, metadata: notes, images = [], unit_label: unit = null } = data ?? {};
  const product = createProduct(world, { name, ...(description !== undefined && { description }), metadata: mergeMetadata({}, notes) });
  Object.assign(product, { images, unit_label: unit });
  emit(world, "product.created", product);
  return product.id;
}

function exclusive(one: string, other: string): Error {
  return invalidRequest(`You may only specify one of these parameters: ${one}, ${other}.`, { code: "parameters_exclusive", param: one });
}

export const checkoutEndpoints = [
  endpoint("POST", "/v1/checkout/sessions", checkoutFields, ({ world, params }) => {
    if (params.customer !== undefined && params.customer_email !== undefined) {
      throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", { code: "parameters_exclusive", param: "customer" });
    }
    const customer = params.customer === undefined ? null : (world.customers.get(params.customer) ?? null);
    if (params.customer !== undefined && customer === null) throw noSuch("customer", params.customer, "customer");
    if (params.customer_update && !customer) throw invalidRequest("`customer_update` can only be used with `customer`.", { param: "customer_update" });
    if (params.customer_email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(params.customer_email)) {
      throw invalidRequest(`Invalid email address: ${params.customer_email}`, { code: "email_invalid", param: "customer_email" });
    }
    checkAddress(params.success_url, "success_url");
    checkAddress(params.cancel_url, "cancel_url");
    const now = nowForCustomer(world, customer?.id ?? null);
    const data = params.subscription_data ?? {};
    checkTimes({ ...data, ...(params.expires_at !== undefined && { expires_at: params.expires_at }) }, now);
    if (!params.line_items?.length) throw missing("line_items");
    const items = params.line_items.map((item, at) => {
      if (item.quantity === undefined) throw missing(`line_items[${at}][quantity]`);
      const price = priceOf(world, item, `line_items[${at}]`, customer?.currency ?? null);
      return { id: newId("li"), price: price.id, quantity: item.quantity, currency: price.currency };
    });
    const order: CheckoutOrder = {
      items: items.map(({ id, price, quantity }) => ({ id, price, quantity })),
      trialPeriodDays: data.trial_period_days ?? null,
      trialEnd: data.trial_end ?? null,
      missingPaymentMethod: data.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice",
      metadata: mergeMetadata({}, data.metadata),
      description: data.description ?? null,
      billingMode: data.billing_mode?.type ?? defaultBillingMode(world.apiVersion),
    };
    const session = checkoutSessionObject(world, params, { now, order, currency: items[0]?.currency ?? "usd", customer });
    session.metadata = mergeMetadata({}, params.metadata);
    world.orders.set(session.id, order);
    world.checkoutSessions.add(session);
    // Stripe sends no event for it; what is watched is its end.
    world.schedule.put(idOrNull(customer?.test_clock), { at: session.expires_at, kind: "checkout_session", id: session.id });
    return session;
  }),
  endpoint(
    "GET",
    "/v1/checkout/sessions",
    documented<Stripe.Checkout.SessionListParams>()({
      ...unsimulatedParams("payment_link", "customer_account"),
      ...pageParams,
      created: range(),
      customer: text(),
      customer_details: hash({ email: required(text()) }),
      payment_intent: text(),
      status: oneOf(["complete", "expired", "open"]),
      subscription: text(),
    }),
    ({ world, params, path }) => {
      const kept = filter(
        world.checkoutSessions.newestFirst(params.customer),
        (session) =>
          (params.status === undefined || session.status === params.status) &&
          (params.subscription === undefined || idOrNull(session.subscription) === params.subscription) &&
          (params.payment_intent === undefined || idOrNull(session.payment_intent) === params.payment_intent) &&
          (params.customer_details === undefined || session.customer_details?.email === params.customer_details.email) &&
          within(params.created, session.created),
      );
      return pageOf(kept, params, { url: path, kind: "checkout.session", exists: (id) => world.checkoutSessions.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/checkout/sessions/:id", {}, ({ world, id }) => sessionNamed(world, id)),
  endpoint("POST", "/v1/checkout/sessions/:id", { metadata: metadata() }, ({ world, params, id }) => {
    const session = sessionNamed(world, id);
    session.metadata = mergeMetadata(session.metadata ?? {}, params.metadata);
    return session;
  }),
  endpoint("POST", "/v1/checkout/sessions/:id/expire", {}, ({ world, id }) => {
    const session = sessionNamed(world, id);
    if (session.status !== "open") {
      throw invalidRequest(`Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`);
    }
    expireSession(world, session);
    return session;
  }),
  endpoint("GET", "/v1/checkout/sessions/:id/line_items", pageParams, ({ world, params, id, path }) => {
    const items = lineItemsOf(world, sessionNamed(world, id).id);
    return pageOf(items, params, { url: path, kind: "line item", exists: (item) => items.some((one) => one.id === item) });
  }),
];
