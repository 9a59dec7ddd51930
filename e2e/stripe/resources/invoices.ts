import type Stripe from "stripe";
import { cardError } from "../billing/cards.ts";
import { collect, payInvoice, payOutOfBand, settleStatus } from "../billing/collect.ts";
import { finalizeInvoice, subscriptionOf, voidInvoice } from "../billing/invoices.ts";
import type { Outcome } from "../billing/payments.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, clearable, documented, oneOf, text, timestamp, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { only, unsimulated, unsimulatedParams } from "../http/unsimulated.ts";
import { idOrNull } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { cardOfCustomer } from "./payment-methods.ts";

/** docs.stripe.com/api/invoices: retrieve, update, list, finalize, pay, void, mark uncollectible, delete a draft, lines. Subscriptions make them. */

function invoiceNamed(world: World, id: string): Stripe.Invoice {
  const invoice = world.invoices.get(id);
  if (!invoice) throw noSuch("invoice", id);
  return invoice;
}

function mustBe(invoice: Stripe.Invoice, statuses: string[], verb: string): void {
  if (statuses.includes(invoice.status ?? "")) return;
  if (invoice.status === "paid") throw invalidRequest("Invoice is already paid");
  throw invalidRequest(`You can only ${verb} ${statuses.join(" or ")} invoices. This invoice isn't ${statuses.join(" or ")}: it is ${invoice.status}.`, {
    code: "invoice_not_editable",
  });
}

/** A card error for a person who pays now. */
function tellDecline(outcome: Outcome): void {
  if (outcome.kind === "none") {
    throw invalidRequest(
      "There is no `default_payment_method` set on this Customer or Invoice. Please set either a default payment method or pass one with the `payment_method` parameter.",
    );
  }
  if (outcome.kind === "unauthenticated") {
    const message =
      "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice. For more details see: https://stripe.com/docs/billing/subscriptions/overview#requires-action";
    throw cardError({ ...outcome.decline, code: "invoice_payment_intent_requires_action", message }, { payment_intent: outcome.intent });
  }
  if (outcome.kind === "declined") throw cardError(outcome.decline, { charge: outcome.charge.id, payment_intent: outcome.intent });
}

export const invoiceEndpoints = [
  endpoint(
    "GET",
    "/v1/invoices",
    documented<Stripe.InvoiceListParams>()({
      ...unsimulatedParams("customer_account"),
      ...pageParams,
      collection_method: oneOf(["charge_automatically", "send_invoice"]),
      created: range(),
      customer: text(),
      due_date: range(),
      status: oneOf(["draft", "open", "paid", "uncollectible", "void"]),
      subscription: text(),
    }),
    ({ world, params, path }) => {
      const owner = params.customer ?? idOrNull(world.subscriptions.get(params.subscription ?? "")?.customer) ?? undefined;
      const kept = filter(
        world.invoices.newestFirst(owner),
        (invoice) =>
          (params.status === undefined || invoice.status === params.status) &&
          (params.subscription === undefined || idOrNull(invoice.parent?.subscription_details?.subscription) === params.subscription) &&
          (params.collection_method === undefined || invoice.collection_method === params.collection_method) &&
          within(params.created, invoice.created) &&
          (params.due_date === undefined || (invoice.due_date !== null && within(params.due_date, invoice.due_date))),
      );
      return pageOf(kept, params, { url: path, kind: "invoice", exists: (id) => world.invoices.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/invoices/:id", {}, ({ world, id }) => invoiceNamed(world, id)),
  endpoint("GET", "/v1/invoices/:id/lines", pageParams, ({ world, params, id, path }) => {
    const { data } = invoiceNamed(world, id).lines;
    return pageOf(data, params, { url: path, kind: "line item", exists: (line) => data.some((one) => one.id === line) });
  }),
  endpoint(
    "POST",
    "/v1/invoices/:id",
    documented<Stripe.InvoiceUpdateParams>()({
      ...unsimulatedParams(
        "number",
        "effective_at",
        "on_behalf_of",
        "application_fee_amount",
        "statement_descriptor",
        "transfer_data",
        "automatic_tax",
        "custom_fields",
        "shipping_cost",
        "default_source",
        "collection_method",
        "days_until_due",
        "default_tax_rates",
        "payment_settings",
        "account_tax_ids",
        "automatically_finalizes_at",
        "issuer",
        "rendering",
        "shipping_details",
      ),
      auto_advance: bool(),
      default_payment_method: clearable(text()),
      description: clearable(text()),
      footer: clearable(text()),
      metadata: metadata(),
      due_date: timestamp(),
      discounts: unsimulated(),
    }),
    ({ world, params, id }) => {
      const invoice = invoiceNamed(world, id);
      if (invoice.status !== "draft" && (params.description !== undefined || params.footer !== undefined)) mustBe(invoice, ["draft"], "edit");
      const card =
        params.default_payment_method && cardOfCustomer(world, params.default_payment_method, idOrNull(invoice.customer) ?? "", "default_payment_method").id;
      change(world, "invoice.updated", invoice, () => {
        invoice.metadata = mergeMetadata(invoice.metadata ?? {}, params.metadata);
        if (card !== undefined) invoice.default_payment_method = card;
        if (params.description !== undefined) invoice.description = params.description;
        if (params.footer !== undefined) invoice.footer = params.footer;
        if (params.due_date !== undefined) invoice.due_date = params.due_date;
        if (params.auto_advance === undefined) return;
        invoice.auto_advance = params.auto_advance;
        if (invoice.status === "draft") invoice.automatically_finalizes_at = params.auto_advance ? nowOf(world, invoice) + world.settings.draftSeconds : null;
      });
      return invoice;
    },
  ),
  endpoint("POST", "/v1/invoices/:id/finalize", { auto_advance: bool() }, ({ world, params, id }) => {
    const invoice = invoiceNamed(world, id);
    mustBe(invoice, ["draft"], "finalize");
    const advances = params.auto_advance ?? invoice.auto_advance ?? false;
    collect(world, invoice, { charge: advances });
    return invoice;
  }),
  endpoint(
    "POST",
    "/v1/invoices/:id/pay",
    documented<Stripe.InvoicePayParams>()({
      payment_method: text(),
      paid_out_of_band: withDefault(bool(), false),
      off_session: bool(),
      forgive: only(bool(), (value) => !value),
      source: unsimulated(),
      mandate: unsimulated(),
    }),
    ({ world, params, id }) => {
      const invoice = invoiceNamed(world, id);
      mustBe(invoice, ["draft", "open", "uncollectible"], "pay");
      const card =
        params.payment_method === undefined ? null : cardOfCustomer(world, params.payment_method, idOrNull(invoice.customer) ?? "", "payment_method");
      if (invoice.status === "draft") finalizeInvoice(world, invoice);
      if (params.paid_out_of_band) payOutOfBand(world, invoice);
      else tellDecline(payInvoice(world, invoice, { by: "person", card }));
      return invoice;
    },
  ),
  endpoint("POST", "/v1/invoices/:id/void", {}, ({ world, id }) => {
    const invoice = invoiceNamed(world, id);
    mustBe(invoice, ["open", "uncollectible"], "void");
    voidInvoice(world, invoice);
    settle(world, invoice);
    return invoice;
  }),
  endpoint("POST", "/v1/invoices/:id/mark_uncollectible", {}, ({ world, id }) => {
    const invoice = invoiceNamed(world, id);
    mustBe(invoice, ["open"], "mark uncollectible");
    invoice.status = "uncollectible";
    invoice.next_payment_attempt = null;
    invoice.status_transitions.marked_uncollectible_at = nowOf(world, invoice);
    emit(world, "invoice.marked_uncollectible", invoice);
    settle(world, invoice);
    return invoice;
  }),
  endpoint("POST", "/v1/invoices/:id/send", {}, ({ world, id }) => {
    const invoice = invoiceNamed(world, id);
    mustBe(invoice, ["open"], "send");
    emit(world, "invoice.sent", invoice);
    return invoice;
  }),
  endpoint("DELETE", "/v1/invoices/:id", {}, ({ world, id }) => {
    const invoice = invoiceNamed(world, id);
    mustBe(invoice, ["draft"], "delete");
    if (subscriptionOf(world, invoice)) throw invalidRequest("You can't delete invoices created by subscriptions.");
    world.invoices.remove(id);
    emit(world, "invoice.deleted", invoice);
    return { id, object: "invoice", deleted: true } satisfies Stripe.DeletedInvoice;
  }),
];

function settle(world: World, invoice: Stripe.Invoice): void {
  const subscription = subscriptionOf(world, invoice);
  if (subscription) settleStatus(world, subscription);
}
