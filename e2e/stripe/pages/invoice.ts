import type Stripe from "stripe";
import { day, money } from "../billing/amounts.ts";
import { cardError } from "../billing/cards.ts";
import { payInvoice } from "../billing/collect.ts";
import { StripeError } from "../http/errors.ts";
import type { Answer } from "../http/server.ts";
import { attachCard, createCard } from "../resources/payment-methods.ts";
import { idOrNull } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { cardFields, readCard } from "./card-fields.ts";
import { html } from "./html.ts";
import { alert, page, seeOther, sorry } from "./layout.ts";

/** The hosted invoice page (docs.stripe.com/invoicing/hosted-invoice-page): `/i/<account>/<invoice>?s=<token>`. */
export function invoicePage(world: World, path: string, query: URLSearchParams, form: URLSearchParams | null): Answer {
  const [, id = "", pdf] = /^\/i\/\w+\/(\w+)(\/pdf)?$/.exec(path) ?? [];
  const invoice = world.invoices.get(id);
  const url = invoice?.hosted_invoice_url ?? "";
  if (!invoice || url === "" || new URL(url).searchParams.get("s") !== query.get("s")) return sorry("There is no such invoice", "Please check the address.");
  if (form !== null && pdf === undefined) return pay(world, invoice, form);
  return view(invoice, null);
}

function pay(world: World, invoice: Stripe.Invoice, form: URLSearchParams): Answer {
  const customer = world.customers.get(idOrNull(invoice.customer) ?? "");
  if (invoice.status !== "open" || !customer) return view(invoice, "This invoice is not open any more.");
  const given = readCard(form);
  if ("error" in given) return view(invoice, given.error);
  if ("ask" in given) return given.ask;
  try {
    const card = attachCard(world, createCard(world, given.card, { expiry: given.expiry, at: nowOf(world, customer) }).id, customer);
    const outcome = payInvoice(world, invoice, { by: "person", card });
    if (outcome.kind === "declined" || outcome.kind === "unauthenticated") throw cardError(outcome.decline);
  } catch (error) {
    if (error instanceof StripeError) return view(invoice, error.message);
    throw error;
  }
  return seeOther(invoice.hosted_invoice_url ?? "/");
}

function view(invoice: Stripe.Invoice, error: string | null): Answer {
  const { lines, currency, number, status, created, amount_due: due } = invoice;
  const content = html`<h1>Invoice ${number}</h1>${alert(error)}
<section><p>Status: ${status}. Issued on ${day(created)}.</p>
${lines.data.map((line) => html`<p class="row"><span>${line.description}</span><span>${money(line.amount, currency)}</span></p>`)}
<p class="row"><strong>Amount due</strong><strong>${money(due, currency)}</strong></p></section>
${status === "open" ? html`<form method="post"><section><h2>Card</h2>${cardFields()}</section><button type="submit">Pay ${money(due, currency)}</button></form>` : null}`;
  return page(`Invoice ${number ?? ""}`, content, error === null ? 200 : 402);
}
