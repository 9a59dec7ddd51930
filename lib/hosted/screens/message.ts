import { controls, step } from "../controls.ts";
import { form } from "../fields.ts";
import { html, type Raw, returnAddress, safeAddress } from "../html.ts";
import type { DrawScreen } from "../page.ts";
import type { MessageScreen } from "../view.ts";
import type { Words } from "../words.ts";

const SAID = {
  unknown: { title: "unknownTitle", text: "unknownText", status: 404 },
  expired: { title: "expiredTitle", text: "expiredText", status: 410 },
  not_found: { title: "notFoundTitle", text: "notFoundText", status: 404 },
  failed: { title: "failedTitle", text: "failedText", status: 500 },
  too_many: { title: "tooManyTitle", text: "tooManyText", status: 429 },
} as const;

/** Instead of a screen; it knows of no customer, and of the merchant only the name and the way back. */
export const drawMessage: DrawScreen<"message"> = ({ screen, brand, isSandbox }, words) => {
  const { title, text, status } = SAID[screen.what];
  const back = returnAddress(screen.backUrl, isSandbox);
  const label = brand.name === "" ? words.say("back") : words.fill("backTo", { merchant: brand.name });
  return {
    title: words.plain(title),
    heading: words.say(title),
    body: html`<p class="lead">${words.say(text)}</p>${screen.again && tryAgain(screen.again, words)}${back !== null && controls(html`<a class="b go" href="${back}"><span>${label}</span></a>`)}`,
    closing: null,
    leave: null,
    faults: [],
    status,
  };
};

/** What was said is sent again as it was: a page that failed cannot show its fields, and a browser may have forgotten them. */
function tryAgain({ action, posted }: NonNullable<MessageScreen["again"]>, words: Words): Raw {
  const label = words.say("tryAgain");
  if (posted === null) return controls(html`<a class="b go" href="${safeAddress(action) ?? ""}"><span>${label}</span></a>`);
  const said = posted.fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return form(action, [said, controls(step(posted.do, label))]);
}
