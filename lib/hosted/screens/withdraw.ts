import { controls, decision } from "../controls.ts";
import { facts, nameOf } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form, input } from "../fields.ts";
import { html } from "../html.ts";
import { type DrawScreen, statusOf } from "../page.ts";

/** "Confirm withdrawal", the second step of directive (EU) 2023/2673; the way to cancel instead and the one to keep stay beside it. */
export const drawWithdraw: DrawScreen<"withdraw"> = ({ screen, brand }, words) => {
  const { action, subject, customer, email, errors } = screen;
  const faults = faultList(errors, words);
  return {
    title: words.plain("withdrawTitle"),
    heading: words.say("withdrawTitle"),
    body: html`<p class="lead">${words.fill("withdrawPassed", { merchant: brand.name })}</p>${form(action, [
      facts([
        customer !== null && [words.say("customer"), customer],
        [words.say("contract"), subject.name === null ? words.fill("contractWith", { merchant: brand.name }) : nameOf(subject, words)],
      ]),
      email !== null && input({ type: "email", name: "email", label: words.say("email"), value: email }, words, errors),
      controls(decision("confirm_withdrawal", words.say("withdrawConfirm")), decision("cancel", words.say("cancel")), decision("keep", words.say("keep"))),
    ])}`,
    closing: "nothing changes",
    leave: action,
    faults,
    status: statusOf(faults),
  };
};
