import { controls } from "../controls.ts";
import { html, safeAddress } from "../html.ts";
import type { DrawScreen } from "../page.ts";

const SAID = {
  unknown: { title: "unknownTitle", text: "unknownText", status: 404 },
  expired: { title: "expiredTitle", text: "expiredText", status: 410 },
  not_found: { title: "notFoundTitle", text: "notFoundText", status: 404 },
  failed: { title: "failedTitle", text: "failedText", status: 500 },
  too_many: { title: "tooManyTitle", text: "tooManyText", status: 429 },
} as const;

/** Instead of a screen; it knows of no customer, and of the merchant only the name and the way back. */
export const drawMessage: DrawScreen<"message"> = ({ screen, brand }, words) => {
  const { title, text, status } = SAID[screen.what];
  const back = safeAddress(screen.backUrl);
  const label = brand.name === "" ? words.say("back") : words.fill("backTo", { merchant: brand.name });
  return {
    title: words.plain(title),
    heading: words.say(title),
    body: html`<p class="lead">${words.say(text)}</p>${back !== null && controls(html`<a class="b go" href="${back}"><span>${label}</span></a>`)}`,
    closing: null,
    leave: null,
    faults: [],
    status,
  };
};
