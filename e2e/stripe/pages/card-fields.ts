import { authenticated, testCardByNumber } from "../billing/cards.ts";
import type { Answer } from "../http/server.ts";
import { html, type Markup } from "./html.ts";
import { page } from "./layout.ts";

/** Fields for a card; autocomplete is off so that no browser offers a real one. */
export function cardFields({ optional = false }: { optional?: boolean } = {}): Markup {
  const required = optional ? null : html` required`;
  return html`${optional ? html`<p>Empty the card number to go on without a card.</p>` : null}<label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off"${required} value="4242 4242 4242 4242" aria-describedby="cards">
<p class="soft" id="cards">Test cards only. 4242 4242 4242 4242 works. 4000 0000 0000 0341 is taken and fails when it is charged. 4000 0000 0000 0002 is declined, 4000 0000 0000 9995 for lack of funds. 4000 0025 0000 3155 asks you to confirm (3-D Secure).</p>
<div class="pair"><div><label for="expiry">Expiry date (MM / YY)</label><input id="expiry" name="expiry" inputmode="numeric" autocomplete="off"${required} value="12 / 34"></div>
<div><label for="cvc">Security code (CVC)</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="off"${required} value="123"></div></div>`;
}

/** `ask`: the page on which the holder confirms, before anything else happens. */
export type GivenCard =
  | { card: NonNullable<ReturnType<typeof testCardByNumber>>; expiry: { month: number; year: number } }
  | { error: string }
  | { ask: Answer };

/** Reads what was written into them. */
export function readCard(form: URLSearchParams): GivenCard {
  const card = testCardByNumber(form.get("number") ?? "");
  if (!card) return { error: "Your card number is not one of the test cards. This is a local Stripe: never enter a real card." };
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(form.get("expiry") ?? "") ?? [];
  const expiry = { month: Number(month), year: 2000 + Number(year) };
  if (month === undefined || expiry.month < 1 || expiry.month > 12) return { error: "Your card's expiry date is incomplete. Write it as MM / YY." };
  if (Date.UTC(expiry.year, expiry.month) <= Date.now()) return { error: "Your card's expiry date is in the past." };
  if (!/^\s*\d{3,4}\s*$/.test(form.get("cvc") ?? "")) return { error: "Your card's security code is incomplete." };
  if (!card.conduct.authenticates) return { card, expiry };
  const said = form.get("authentication");
  if (said === null) return { ask: authenticationPage(form) };
  if (said === "complete") return { card: authenticated(card), expiry };
  return { error: "We are unable to authenticate your payment method. Please choose a different payment method and try again." };
}

/** Sends the same form again, with what the holder said (docs.stripe.com/testing#regulatory-cards). */
function authenticationPage(form: URLSearchParams): Answer {
  const content = html`<h1>3-D Secure: is it you?</h1><p>This is where the bank asks the holder of the card. Nothing is sent to a bank.</p>
<form method="post">${[...form].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit" name="authentication" value="complete">Complete authentication</button> <button type="submit" name="authentication" value="fail" class="quiet">Fail authentication</button></form>`;
  return page("3-D Secure", content);
}
