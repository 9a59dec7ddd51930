import { benefitText } from "../benefit.ts";
import { controls, decision } from "../controls.ts";
import { endSentence, lossFacts } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form } from "../fields.ts";
import { html } from "../html.ts";
import { type DrawScreen, statusOf } from "../page.ts";

/** The one offer: to accept, to go on cancelling, to keep all as it is; nothing is chosen beforehand. */
export const drawOffer: DrawScreen<"offer"> = ({ screen, copy, demands }, words) => {
  const { action, subject, offer, errors } = screen;
  const faults = faultList(errors, words);
  const { cancelActsAtOnce } = demands;
  return {
    title: words.plain("offerTitle"),
    heading: words.say("offerTitle"),
    body: html`<p class="lead">${words.say("offerIntro")}</p><section class="deal"><h2 dir="auto">${offer.label}</h2><p class="sum">${benefitText(offer.benefit, words)}</p><p class="own" dir="auto">${offer.terms}</p></section>${
      // At once: no page follows that would say it.
      cancelActsAtOnce ? lossFacts(subject, copy, words) : html`<p class="small">${endSentence(subject, words)}</p>`
    }${form(
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
