import { controls, decision } from "../controls.ts";
import { endSentence } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form } from "../fields.ts";
import { html, type Raw } from "../html.ts";
import { type DrawScreen, statusOf } from "../page.ts";
import type { OfferScreen } from "../view.ts";
import type { Words } from "../words.ts";

function benefitText(benefit: OfferScreen["offer"]["benefit"], words: Words): Raw {
  if (benefit.type === "pause") return words.count("pauseMonths", benefit.months, {});
  const { months } = benefit;
  if (benefit.type === "percent") {
    const percent = words.percent(benefit.percent);
    return months === null ? words.fill("percentAll", { percent }) : words.count("percentMonths", months, { percent });
  }
  const amount = words.money(benefit.amount, benefit.currency);
  return months === null ? words.fill("amountAll", { amount }) : words.count("amountMonths", months, { amount });
}

/** The one offer: to accept, to go on cancelling, to keep all as it is; nothing is chosen beforehand. */
export const drawOffer: DrawScreen<"offer"> = ({ screen, copy, demands }, words) => {
  const { action, subject, offer, errors } = screen;
  const faults = faultList(errors, words);
  const { cancelActsAtOnce } = demands;
  return {
    title: words.plain("offerTitle"),
    heading: words.say("offerTitle"),
    body: html`<p class="lead">${words.say("offerIntro")}</p><section class="deal"><h2 dir="auto">${offer.label}</h2><p class="sum">${benefitText(offer.benefit, words)}</p><p class="own" dir="auto">${offer.terms}</p></section><p class="small">${endSentence(subject, words)}${
      // No page follows that would say it.
      cancelActsAtOnce && html` <span class="own" dir="auto">${copy.loss ?? words.say("lossAtOnce")}</span>`
    }</p>${form(
      action,
      controls(
        decision("accept", words.say("accept")),
        decision("cancel", words.say(cancelActsAtOnce ? "cancelNow" : "cancel")),
        decision("keep", words.say("keep")),
      ),
    )}`,
    closing: "nothing changes",
    leave: action,
    faults,
    status: statusOf(faults),
  };
};
