import type Stripe from "stripe";
import { playDue } from "../billing/advance.ts";
import { day, money, perInterval, productName } from "../billing/amounts.ts";
import { currentPeriod } from "../billing/due.ts";
import { cardFor } from "../billing/payments.ts";
import { StripeError } from "../http/errors.ts";
import type { Answer } from "../http/server.ts";
import { configurationNamed } from "../resources/portal-configurations.ts";
import { idOf } from "../state/references.ts";
import { HOUR, nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { cardFields } from "./card-fields.ts";
import { html, type Markup } from "./html.ts";
import { alert, page, sorry } from "./layout.ts";
import { act, type PortalVisit } from "./portal-actions.ts";
import { planPage, planSection } from "./portal-plan.ts";

/** The customer portal (docs.stripe.com/customer-management): `/p/session/<token>`, and what is posted below it. */
export function portalPage(world: World, path: string, query: URLSearchParams, form: URLSearchParams | null): Answer {
  playDue(world);
  const [, token = "", action = ""] = /^\/p\/session\/(\w+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
  const session = world.portalSessions.get(world.portalTokens.get(token) ?? "");
  const customer = session && world.customers.get(session.customer);
  if (!session || !customer) return sorry("This link does not work", "Go back to where you came from and open the portal again.");
  if (nowOf(world, customer) > session.created + HOUR) return sorry("This link has expired", "Go back to where you came from and open the portal again.", 410);
  const visit: PortalVisit = { world, session, customer, configuration: configurationNamed(world, idOf(session.configuration)), base: `/p/session/${token}` };
  try {
    if (form !== null) return act(visit, action, form);
    return action === "plan" ? planPage(visit, query) : home(visit, null, query.get("done"));
  } catch (error) {
    if (error instanceof StripeError) return home(visit, error.message, null);
    throw error;
  }
}

const LIVE = ["incomplete", "trialing", "active", "past_due", "unpaid", "paused"];

function home(visit: PortalVisit, error: string | null, done: string | null): Answer {
  const { world, customer, session, configuration } = visit;
  const all = world.subscriptions.ofOwner(customer.id).reverse();
  const shown = all.filter(({ status }) => LIVE.includes(status));
  const flow = session.flow;
  const { features } = configuration;
  const everything = flow === null || done !== null;
  const confirm = everything || error !== null ? null : flow.subscription_update_confirm;
  if (confirm) return planPage(visit, new URLSearchParams({ subscription: confirm.subscription, price: confirm.items[0]?.price ?? "" }));
  const content = html`<h1>Manage your subscription</h1>
${alert(error)}${done === null ? null : html`<p role="status">${done}</p>`}
${everything ? shown.map((subscription) => subscriptionSection(visit, subscription)) : null}
${everything && shown.length === 0 ? html`<section><h2>Current plan</h2><p>There is no subscription.</p></section>` : null}
${flow?.subscription_cancel && !everything ? shown.filter(({ id }) => id === flow.subscription_cancel?.subscription).map((one) => cancelSection(visit, one)) : null}
${flow?.subscription_update && !everything ? shown.filter(({ id }) => id === flow.subscription_update?.subscription).map((one) => planSection(visit, one)) : null}
${features.payment_method_update.enabled && (everything || flow?.type === "payment_method_update") ? cardSection(visit, shown) : null}
${everything && features.invoice_history.enabled ? invoiceSection(world, customer) : null}
${session.return_url === null ? null : html`<p><a href="${session.return_url}">Return to RetentBase</a></p>`}`;
  return page("Customer portal", content, error === null ? 200 : 402);
}

function subscriptionSection(visit: PortalVisit, subscription: Stripe.Subscription): Markup {
  const { world, configuration } = visit;
  const items = subscription.items.data;
  return html`<section><h2>Current plan</h2>
${items.map(({ price, quantity = 1 }) => html`<p class="row"><strong>${quantity > 1 ? `${quantity} × ` : null}${productName(world, price)}</strong><span>${perInterval(price)}</span></p>`)}
<p>Status: ${subscription.status.replaceAll("_", " ")}. ${nextStep(subscription)}</p>
${configuration.features.subscription_update.enabled && subscription.cancel_at === null ? planSection(visit, subscription) : null}
${configuration.features.subscription_cancel.enabled ? cancelSection(visit, subscription) : null}</section>`;
}

function nextStep(subscription: Stripe.Subscription): string {
  if (subscription.cancel_at !== null) return `Cancels on ${day(subscription.cancel_at)}.`;
  if (subscription.status === "trialing" && subscription.trial_end !== null) return `The trial ends on ${day(subscription.trial_end)}.`;
  if (subscription.status === "past_due" || subscription.status === "unpaid") return "The last payment failed. Update the card or pay the open invoice.";
  return subscription.status === "active" ? `Renews on ${day(currentPeriod(subscription).end)}.` : "";
}

function cancelSection({ base, configuration }: PortalVisit, subscription: Stripe.Subscription): Markup {
  const hidden = html`<input type="hidden" name="subscription" value="${subscription.id}">`;
  if (subscription.cancel_at !== null) {
    return html`<form method="post" action="${base}/resume">${hidden}<button type="submit">Don't cancel subscription</button></form>`;
  }
  const atOnce = configuration.features.subscription_cancel.mode === "immediately" || subscription.status === "incomplete";
  const when = atOnce ? "It ends at once." : `It stays in use until ${day(currentPeriod(subscription).end)}.`;
  return html`<form method="post" action="${base}/cancel">${hidden}<button type="submit" class="quiet">Cancel subscription</button><p class="soft">${when}</p></form>`;
}

function cardSection({ world, customer, base }: PortalVisit, subscriptions: Stripe.Subscription[]): Markup {
  const card = cardFor(world, { default_payment_method: null }, subscriptions[0] ?? null, customer)?.card;
  const open = world.invoices.ofOwner(customer.id).filter(({ status, amount_due: due }) => status === "open" && due > 0);
  return html`<section><h2>Payment method</h2>
<p>${card ? `${card.brand} ending in ${card.last4}, expires ${card.exp_month}/${card.exp_year}` : "There is no card."}</p>
<form method="post" action="${base}/card">${cardFields()}
${open.length > 0 ? html`<label class="choice"><input type="checkbox" name="pay" value="1" checked> Pay the open invoices with this card (${money(sum(open), open[0]?.currency ?? "usd")})</label>` : null}
<button type="submit">Save card</button></form>
${open.map((invoice) => html`<form method="post" action="${base}/pay"><input type="hidden" name="invoice" value="${invoice.id}"><button type="submit" class="quiet">Pay ${money(invoice.amount_remaining, invoice.currency)} (invoice ${invoice.number})</button></form>`)}</section>`;
}

function sum(invoices: Stripe.Invoice[]): number {
  return invoices.reduce((total, { amount_remaining: due }) => total + due, 0);
}

function invoiceSection(world: World, customer: Stripe.Customer): Markup {
  const invoices = [...world.invoices.newestFirst(customer.id)].filter(({ status }) => status !== "draft").slice(0, 24);
  if (invoices.length === 0) return html`<section><h2>Invoices</h2><p>There are none yet.</p></section>`;
  return html`<section><h2>Invoices</h2><ul>${invoices.map(
    ({ created, total, currency, status, hosted_invoice_url: url, number }) =>
      html`<li>${url ? html`<a href="${url}">${number}</a>` : number}: ${day(created)}, ${money(total, currency)}, ${status}</li>`,
  )}</ul></section>`;
}
