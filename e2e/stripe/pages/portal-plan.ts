import type Stripe from "stripe";
import { money, perInterval, productName } from "../billing/amounts.ts";
import { previewChange } from "../billing/preview.ts";
import type { Answer } from "../http/server.ts";
import { pricesOffered } from "../resources/portal-configurations.ts";
import { html, type Markup } from "./html.ts";
import { page } from "./layout.ts";
import { ownSubscription, type PortalVisit } from "./portal-actions.ts";

/** The plans to choose from. */
export function planSection({ world, configuration, base }: PortalVisit, subscription: Stripe.Subscription): Markup | null {
  const current = subscription.items.data[0]?.price.id;
  const prices = pricesOffered(world, configuration);
  if (prices.length < 2) return null;
  return html`<form method="get" action="${base}/plan"><input type="hidden" name="subscription" value="${subscription.id}">
<fieldset><legend>Change plan</legend>${prices.map(
    (price) =>
      html`<label class="choice"><input type="radio" name="price" value="${price.id}" required${price.id === current ? html` checked` : null}> ${productName(world, price)}, ${perInterval(price)}${price.id === current ? " (current)" : null}</label>`,
  )}</fieldset><button type="submit" class="quiet">Continue</button></form>`;
}

/** What the change costs, before it is made. */
export function planPage(visit: PortalVisit, query: URLSearchParams): Answer {
  const { world, configuration, base, session } = visit;
  // A flow that begins here has nothing to go back to but where it came from.
  const back = (session.flow?.type === "subscription_update_confirm" ? session.return_url : null) ?? base;
  const subscription = ownSubscription(visit, query.get("subscription"));
  const price = pricesOffered(world, configuration).find(({ id }) => id === query.get("price"));
  const [item] = subscription.items.data;
  if (!price || !item || price.id === item.price.id) {
    return page("Change plan", html`<h1>Change plan</h1><p role="alert">Choose a plan other than the current one.</p><p><a href="${back}">Back</a></p>`, 422);
  }
  const { proration_behavior: prorations, trial_update_behavior: trial } = configuration.features.subscription_update;
  const invoice = previewChange(world, subscription, {
    items: [{ id: item.id, price: price.id }],
    prorationBehavior: prorations as "always_invoice" | "create_prorations" | "none",
    trialEndsNow: trial === "end_trial",
  });
  const atOnce = invoice.billing_reason === "subscription_update";
  const content = html`<h1>Change to ${productName(world, price)}</h1>
<section><p class="row"><span>New price</span><strong>${perInterval(price)}</strong></p>
${invoice.lines.data.map((line) => html`<p class="row"><span>${line.description}</span><span>${money(line.amount, line.currency)}</span></p>`)}
<p class="row"><strong>${atOnce ? "Due today" : "Due with the next invoice"}</strong><strong>${money(invoice.amount_due, invoice.currency)}</strong></p></section>
<form method="post" action="${base}/plan"><input type="hidden" name="subscription" value="${subscription.id}"><input type="hidden" name="price" value="${price.id}">
<button type="submit">Confirm</button> <a class="button quiet" href="${back}">Back</a></form>`;
  return page("Change plan", content);
}
