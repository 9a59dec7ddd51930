import type Stripe from "stripe";
import { playDue } from "../billing/advance.ts";
import { day, money, perInterval } from "../billing/amounts.ts";
import { completeCheckout } from "../billing/complete-checkout.ts";
import { StripeError } from "../http/errors.ts";
import type { Answer } from "../http/server.ts";
import { lineItemsOf } from "../objects/line-items.ts";
import { idOrNull } from "../state/references.ts";
import { DAY, nowForCustomer } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { cardFields, readCard } from "./card-fields.ts";
import { html, type Markup } from "./html.ts";
import { alert, page, seeOther, sorry } from "./layout.ts";

/** The page of a checkout session (docs.stripe.com/payments/checkout/how-checkout-works): `/c/pay/<session>`. */
export function checkoutPage(world: World, id: string, form: URLSearchParams | null): Answer {
  playDue(world);
  const session = world.checkoutSessions.get(id);
  if (!session) return sorry("Something went wrong", "The page you were looking for could not be found. Please check the address or contact the merchant.");
  // Pressed twice: the second press leads where the first one did.
  if (session.status === "complete" && form !== null) return success(world, session);
  if (session.status === "complete") return sorry("You're all done here", "This payment was made already. You can close this page.", 200);
  if (session.status === "expired")
    return sorry("Something went wrong", "This Checkout Session has expired. Please go back to the merchant and begin again.", 410);
  if (form === null) return view(world, session, null, null);
  return submit(world, session, form);
}

function submit(world: World, session: Stripe.Checkout.Session, form: URLSearchParams): Answer {
  const email = (session.customer_details?.email ?? form.get("email") ?? "").trim();
  const refuse = (error: string) => view(world, session, error, form);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return refuse("Your email is incomplete.");
  if ((form.get("code") ?? "").trim() !== "") return refuse("This code is invalid.");
  const skipsCard = form.get("number") === "" && !needsCard(session);
  const given = skipsCard ? null : readCard(form);
  if (given && "error" in given) return refuse(given.error);
  if (given && "ask" in given) return given.ask;
  try {
    completeCheckout(world, session, { email, name: (form.get("name") ?? "").trim(), card: given?.card ?? null });
  } catch (error) {
    if (error instanceof StripeError) return refuse(error.message);
    throw error;
  }
  return success(world, session);
}

function success(world: World, session: Stripe.Checkout.Session): Answer {
  return seeOther((session.success_url ?? `${world.origin}/c/pay/${session.id}`).replaceAll("{CHECKOUT_SESSION_ID}", session.id));
}

function needsCard(session: Stripe.Checkout.Session): boolean {
  return session.payment_method_collection !== "if_required" || (session.amount_total ?? 0) > 0;
}

function view(world: World, session: Stripe.Checkout.Session, error: string | null, form: URLSearchParams | null): Answer {
  const items = lineItemsOf(world, session.id);
  const trialEnd = trialEndOf(world, session);
  const total = money(session.amount_total ?? 0, session.currency ?? "usd");
  const email = session.customer_details?.email ?? null;
  const content = html`<h1>Subscribe to ${items.map(({ description }) => description ?? "").join(", ")}</h1>
${alert(error)}
<section aria-label="Order">${items.map(
    ({ description, quantity, price, amount_total: amount, currency }) =>
      html`<p class="row"><span>${quantity === 1 ? null : `${quantity} × `}${description}${price && html`<br><span class="soft">${perInterval(price)}</span>`}</span><strong>${money(amount, currency)}</strong></p>`,
  )}
${trialEnd === null ? null : html`<p>Free until ${day(trialEnd)}, then ${firstCharge(items)}.</p>`}
<p class="row"><strong>Total due today</strong><strong>${total}</strong></p></section>
<form method="post">
<section><h2>Contact</h2>${email === null ? emailField(form) : html`<p>Email: ${email}</p>`}
<label for="name">Cardholder name</label><input id="name" name="name" autocomplete="off" value="${form?.get("name") ?? ""}"></section>
<section><h2>${needsCard(session) ? "Card" : "Card (optional)"}</h2>${cardFields({ optional: !needsCard(session) })}</section>
${session.allow_promotion_codes ? html`<section><label for="code">Promotion code (optional)</label><input id="code" name="code" autocomplete="off"></section>` : null}
<button type="submit">${trialEnd === null ? "Subscribe" : "Start trial"}</button>
</form>
${session.cancel_url === null ? null : html`<p><a href="${session.cancel_url}">Back</a></p>`}`;
  return page("Checkout", content, error === null ? 200 : 402);
}

function emailField(form: URLSearchParams | null): Markup {
  return html`<label for="email">Email</label><input id="email" name="email" type="email" autocomplete="off" required value="${form?.get("email") ?? ""}">`;
}

function firstCharge(items: Stripe.LineItem[]): string {
  return items.flatMap(({ price, quantity }) => (price ? [perInterval(price, quantity ?? 1)] : [])).join(" and ");
}

function trialEndOf(world: World, session: Stripe.Checkout.Session): number | null {
  const order = world.orders.get(session.id);
  if (!order) return null;
  if (order.trialEnd !== null) return order.trialEnd;
  return order.trialPeriodDays === null ? null : nowForCustomer(world, idOrNull(session.customer)) + order.trialPeriodDays * DAY;
}
