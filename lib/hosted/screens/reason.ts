import { controls, decision, step } from "../controls.ts";
import { cancelHeading, endOf, endSentence, facts, nameOf } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form, reasonFields } from "../fields.ts";
import { html } from "../html.ts";
import { type DrawScreen, statusOf } from "../page.ts";

/** The first screen: an optional reason; the way to cancel without one stands beside it. */
export const drawReason: DrawScreen<"reason"> = ({ screen, copy, demands }, words) => {
  const { action, subject, reasons, reasonKey, reasonText, errors } = screen;
  const isFrench = demands.statute === "fr";
  const faults = faultList(errors, words, reasons, reasonKey);
  const named = cancelHeading(subject, words);
  return {
    title: isFrench ? words.plain("terminateTitle") : named.title,
    heading: isFrench ? words.say("terminateTitle") : named.heading,
    body: html`${
      // The heading of the statute does not say what.
      isFrench
        ? facts([
            [words.say("whatYouCancel"), nameOf(subject, words)],
            [words.say("whenItEnds"), endOf(subject, words)],
          ])
        : html`<p class="lead">${endSentence(subject, words)}</p>`
    }<p class="lead own" dir="auto">${copy.reasonIntro ?? words.say("reasonIntro")}</p>${form(action, [
      reasonFields({ reasons, reasonKey, reasonText, errors }, words),
      controls(step("continue", words.say("continue")), decision("cancel", words.say("cancel")), decision("keep", words.say("keep"))),
    ])}`,
    closing: "nothing changes",
    leave: action,
    faults,
    status: statusOf(faults),
  };
};
