import type Stripe from "stripe";
import { cardDetails, cardError, declineOf, testCardByName, testCardByNumber } from "../billing/cards.ts";
import { invalidRequest, noSuch, notSimulated } from "../http/errors.ts";
import { filter, pageOf, pageParams } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { clearable, documented, hash, integer, oneOf, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulatedParams } from "../http/unsimulated.ts";
import { newId } from "../state/ids.ts";
import { idOrNull } from "../state/references.ts";
import { globalNow, nowForCustomer } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";

/** docs.stripe.com/api/payment_methods: create, retrieve, update, list, attach, detach; cards of docs.stripe.com/testing only. */

type TestCard = NonNullable<ReturnType<typeof testCardByNumber>>;
interface BillingDetails {
  email?: string | null;
  name?: string | null;
}

export function createCard(
  world: World,
  card: TestCard,
  options: { expiry?: { month: number; year: number }; billing?: BillingDetails; at?: number } = {},
): Stripe.PaymentMethod {
  const { expiry = { month: 12, year: 2034 }, billing = {}, at = globalNow(world) } = options;
  const method = {
    id: newId("pm"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: billing.email ?? null,
      name: billing.name ?? null,
      phone: null,
      tax_id: null,
    },
    card: cardDetails(card, expiry),
    created: at,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  } satisfies Stripe.PaymentMethod;
  world.cards.set(method.id, card.conduct);
  return world.paymentMethods.add(method);
}

/** The card of an id; `pm_card_visa` and the like make a new one each time. */
function cardNamed(world: World, id: string, param = "id"): Stripe.PaymentMethod {
  const known = world.paymentMethods.get(id);
  if (known) return known;
  const test = id.startsWith("pm_card_") ? testCardByName(id) : undefined;
  if (!test) throw noSuch("PaymentMethod", id, param);
  return createCard(world, test);
}

/** @throws StripeError 402 where the bank refuses the card, 400 where it belongs to somebody else */
export function attachCard(world: World, id: string, customer: Stripe.Customer): Stripe.PaymentMethod {
  const card = cardNamed(world, id, "payment_method");
  const owner = idOrNull(card.customer);
  if (owner === customer.id) return card;
  if (owner !== null)
    throw invalidRequest("The payment method you provided has already been attached to a customer.", { code: "payment_method_unexpected_state" });
  const conduct = world.cards.get(card.id);
  if (conduct?.declines && !conduct.attaches) throw cardError(declineOf(conduct.declines), { payment_method: card });
  card.customer = customer.id;
  card.created = Math.max(card.created, nowForCustomer(world, customer.id));
  world.paymentMethods.changedOwner(card);
  emit(world, "payment_method.attached", card);
  return card;
}

/** A card that belongs to the customer. `pm_card_visa` is attached on the way, as Stripe does in test mode. */
export function cardOfCustomer(world: World, id: string, customer: string, param: string): Stripe.PaymentMethod {
  const owner = world.customers.get(customer);
  const card = id.startsWith("pm_card_") && owner ? attachCard(world, id, owner) : world.paymentMethods.get(id);
  if (!card) throw noSuch("PaymentMethod", id, param);
  if (idOrNull(card.customer) !== customer) {
    throw invalidRequest(`The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`, {
      code: "resource_missing",
      param,
    });
  }
  return card;
}

/** docs.stripe.com/api/payment_methods/detach. */
function detachCard(world: World, card: Stripe.PaymentMethod): void {
  const owner = idOrNull(card.customer);
  if (owner === null)
    throw invalidRequest("The payment method you provided is not attached to a customer so detachment is impossible.", {
      code: "payment_method_unexpected_state",
    });
  const customer = world.customers.get(owner);
  card.customer = null;
  world.paymentMethods.changedOwner(card);
  emit(world, "payment_method.detached", card, { customer: owner });
  if (customer && idOrNull(customer.invoice_settings.default_payment_method) === card.id) {
    change(world, "customer.updated", customer, () => (customer.invoice_settings.default_payment_method = null));
  }
  for (const subscription of world.subscriptions.ofOwner(owner)) {
    if (idOrNull(subscription.default_payment_method) !== card.id) continue;
    change(world, "customer.subscription.updated", subscription, () => (subscription.default_payment_method = null));
  }
}

const billing = hash({ email: clearable(text()), name: clearable(text()) });
const createFields = {
  type: required(oneOf(["card"])),
  card: required(hash({ number: text(), token: text(), exp_month: integer({ min: 1, max: 12 }), exp_year: integer({ min: 0 }), cvc: text({ max: 4 }) })),
  billing_details: billing,
  metadata: metadata(),
};
const listFields = { ...pageParams, customer: text(), type: oneOf(["card", "us_bank_account", "sepa_debit", "link"]) };

function listCards(
  world: World,
  customer: string,
  params: { limit: number; starting_after?: string; ending_before?: string; type?: string },
  url: string,
): object {
  if (!world.customers.get(customer)) throw noSuch("customer", customer, "customer");
  const kept = filter(world.paymentMethods.newestFirst(customer), (card) => params.type === undefined || card.type === params.type);
  return pageOf(kept, params, { url, kind: "payment_method", exists: (id) => world.paymentMethods.get(id) !== undefined });
}

export const paymentMethodEndpoints = [
  endpoint("POST", "/v1/payment_methods", createFields, ({ world, params }) => {
    const { number, token, exp_month: month = 12, exp_year: year = 2034 } = params.card;
    const test = token === undefined ? testCardByNumber(number ?? "") : testCardByName(token);
    if (!test && token !== undefined) throw noSuch("token", token, "card[token]");
    if (!test) {
      if (number !== undefined && /^\d{12,19}$/.test(number.replace(/\s/g, "")))
        throw notSimulated("cards other than those of docs.stripe.com/testing", "card[number]");
      throw cardError({ code: "incorrect_number", declineCode: "incorrect_number", message: "Your card number is incorrect." });
    }
    const card = createCard(world, test, { expiry: { month, year }, ...(params.billing_details && { billing: params.billing_details }) });
    card.metadata = mergeMetadata({}, params.metadata);
    return card;
  }),
  endpoint("GET", "/v1/payment_methods", listFields, ({ world, params, path }) => {
    if (params.customer !== undefined) return listCards(world, params.customer, params, path);
    const unowned = filter(world.paymentMethods.newestFirst(), (card) => card.customer === null);
    return pageOf(unowned, params, { url: path, kind: "payment_method", exists: (id) => world.paymentMethods.get(id) !== undefined });
  }),
  endpoint("GET", "/v1/customers/:id/payment_methods", listFields, ({ world, params, id, path }) => listCards(world, id, params, path)),
  endpoint("GET", "/v1/customers/:id/payment_methods/:second", {}, ({ world, id, second }) => {
    const card = world.paymentMethods.get(second);
    if (!card || idOrNull(card.customer) !== id) throw noSuch("PaymentMethod", second);
    return card;
  }),
  endpoint("GET", "/v1/payment_methods/:id", {}, ({ world, id }) => cardNamed(world, id)),
  endpoint(
    "POST",
    "/v1/payment_methods/:id",
    documented<Stripe.PaymentMethodUpdateParams>()({
      ...unsimulatedParams("card", "us_bank_account", "allow_redisplay"),
      metadata: metadata(),
      billing_details: billing,
    }),
    ({ world, params, id }) => {
      const card = cardNamed(world, id);
      change(world, "payment_method.updated", card, () => {
        card.metadata = mergeMetadata(card.metadata ?? {}, params.metadata);
        Object.assign(card.billing_details, params.billing_details ?? {});
      });
      return card;
    },
  ),
  endpoint(
    "POST",
    "/v1/payment_methods/:id/attach",
    documented<Stripe.PaymentMethodAttachParams>()({ ...unsimulatedParams("customer_account"), customer: required(text()) }),
    ({ world, params, id }) => {
      const customer = world.customers.get(params.customer);
      if (!customer) throw noSuch("customer", params.customer, "customer");
      return attachCard(world, id, customer);
    },
  ),
  endpoint("POST", "/v1/payment_methods/:id/detach", {}, ({ world, id }) => {
    const card = cardNamed(world, id);
    detachCard(world, card);
    return card;
  }),
];
