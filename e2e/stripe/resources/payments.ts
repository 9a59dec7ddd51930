import type Stripe from "stripe";
import { cardError } from "../billing/cards.ts";
import { payInvoice } from "../billing/collect.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { documented, hash, oneOf, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { ignored, unsimulatedParams } from "../http/unsimulated.ts";
import { idOrNull } from "../state/references.ts";
import type { World } from "../state/world.ts";
import { cardOfCustomer } from "./payment-methods.ts";

/**
 * docs.stripe.com/api/payment_intents (retrieve, list, confirm), /setup_intents, /charges, /invoice-payment, /invoiceitems (retrieve
 * and list): as far as invoices of subscriptions make them.
 */

function intentNamed(world: World, id: string): Stripe.PaymentIntent {
  const intent = world.paymentIntents.get(id);
  if (!intent) throw noSuch("payment_intent", id);
  return intent;
}

const listFields = { ...pageParams, created: range(), customer: text() };

function listing<T extends { id: string; created: number }>(
  path: string,
  kind: string,
  of: (world: World) => { newestFirst(owner?: string): Iterable<T>; get(id: string): T | undefined },
) {
  return [
    endpoint("GET", path, listFields, ({ world, params }) =>
      pageOf(
        filter(of(world).newestFirst(params.customer), (object) => within(params.created, object.created)),
        params,
        { url: path, kind, exists: (id) => of(world).get(id) !== undefined },
      ),
    ),
    endpoint("GET", `${path}/:id`, {}, ({ world, id }) => {
      const object = of(world).get(id);
      if (!object) throw noSuch(kind, id);
      return object;
    }),
  ];
}

export const paymentEndpoints = [
  ...listing("/v1/payment_intents", "payment_intent", (world) => world.paymentIntents),
  ...listing("/v1/setup_intents", "setupintent", (world) => world.setupIntents),
  ...listing("/v1/charges", "charge", (world) => world.charges),
  endpoint(
    "POST",
    "/v1/payment_intents/:id/confirm",
    documented<Stripe.PaymentIntentConfirmParams>()({
      ...unsimulatedParams(
        "mandate",
        "radar_options",
        "receipt_email",
        "shipping",
        "allowed_payment_method_types",
        "excluded_payment_method_types",
        "payment_method_options",
        "amount_details",
        "capture_method",
        "hooks",
        "payment_details",
        "payment_method_data",
        "amount_to_confirm",
        "confirmation_token",
        "error_on_requires_action",
        "mandate_data",
      ),
      payment_method: text(),
      off_session: ignored(),
      return_url: ignored(),
      setup_future_usage: ignored(),
      use_stripe_sdk: ignored(),
    }),
    ({ world, params, id }) => {
      const intent = intentNamed(world, id);
      if (intent.status !== "requires_payment_method" && intent.status !== "requires_confirmation") {
        throw invalidRequest(`You cannot confirm this PaymentIntent because it has already ${intent.status} after being previously confirmed.`, {
          code: "payment_intent_unexpected_state",
        });
      }
      const invoice = world.invoices
        .values()
        .find((one) => world.invoicePayments.ofOwner(one.id).some(({ payment }) => idOrNull(payment.payment_intent) === id));
      if (!invoice) throw noSuch("payment_intent", id);
      if (params.payment_method === undefined) {
        throw invalidRequest(
          "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
          { code: "payment_intent_unexpected_state" },
        );
      }
      const card = cardOfCustomer(world, params.payment_method, idOrNull(intent.customer) ?? "", "payment_method");
      const outcome = payInvoice(world, invoice, { by: "person", card });
      if (outcome.kind === "declined") throw cardError(outcome.decline, { charge: outcome.charge.id, payment_intent: intent });
      return intent;
    },
  ),
  endpoint(
    "GET",
    "/v1/invoice_payments",
    documented<Stripe.InvoicePaymentListParams>()({
      ...pageParams,
      created: range(),
      invoice: text(),
      status: oneOf(["canceled", "open", "paid"]),
      payment: hash({ type: oneOf(["payment_intent"]), payment_intent: text() }),
    }),
    ({ world, params, path }) => {
      const kept = filter(
        world.invoicePayments.newestFirst(params.invoice),
        (payment) =>
          (params.status === undefined || payment.status === params.status) &&
          (params.payment?.payment_intent === undefined || payment.payment.payment_intent === params.payment.payment_intent) &&
          within(params.created, payment.created),
      );
      return pageOf(kept, params, { url: path, kind: "invoice payment", exists: (id) => world.invoicePayments.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/invoice_payments/:id", {}, ({ world, id }) => {
    const payment = world.invoicePayments.get(id);
    if (!payment) throw noSuch("invoice payment", id);
    return payment;
  }),
  endpoint("GET", "/v1/invoiceitems", { ...pageParams, customer: text(), invoice: text() }, ({ world, params, path }) => {
    const kept = filter(world.invoiceItems.newestFirst(params.customer), (item) => params.invoice === undefined || idOrNull(item.invoice) === params.invoice);
    return pageOf(kept, params, { url: path, kind: "invoiceitem", exists: (id) => world.invoiceItems.get(id) !== undefined });
  }),
  endpoint("GET", "/v1/invoiceitems/:id", {}, ({ world, id }) => {
    const item = world.invoiceItems.get(id);
    if (!item) throw noSuch("invoiceitem", id);
    return item;
  }),
];
