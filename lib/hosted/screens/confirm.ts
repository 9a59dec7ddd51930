import { controls, decision } from "../controls.ts";
import { endOf, facts, nameOf, ownOr } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form } from "../fields.ts";
import { html, type Raw } from "../html.ts";
import { type DrawScreen, type ScreenView, statusOf } from "../page.ts";
import type { Words } from "../words.ts";
import { statutoryFields } from "./statutory.ts";

/** The one confirmation: what ends, when, what stays possible, and the control that does it. */
export const drawConfirm: DrawScreen<"confirm"> = (view, words) => {
  const { screen, brand, demands } = view;
  const { action, statutory, errors } = screen;
  const faults = faultList(errors, words);
  const isGerman = demands.statute === "de";
  const isFrench = demands.statute === "fr";
  const heading = isGerman ? "contractTitle" : isFrench ? "terminateTitle" : "confirmTitle";
  const confirm = isGerman ? "contractConfirm" : isFrench ? "terminateConfirm" : "cancel";
  return {
    title: words.plain(heading),
    heading: words.say(heading),
    body: html`<p class="lead">${words.fill("confirmIntro", { merchant: brand.name })}</p>${isFrench && html`<h2>${words.say("summary")}</h2>`}${
      statutory ? form(action, [statutoryFields(view, statutory, words), both(confirm, words)]) : [summary(view, words), form(action, both(confirm, words))]
    }${
      screen.canWithdraw &&
      html`<section class="also"><p>${words.say("withdrawIntro")}</p>${form(action, controls(decision("withdraw", words.say("withdrawHere"))))}</section>`
    }`,
    closing: "nothing changes",
    leave: action,
    faults,
    status: statusOf(faults),
  };
};

function both(confirm: "contractConfirm" | "terminateConfirm" | "cancel", words: Words): Raw {
  return controls(decision("confirm", words.say(confirm)), decision("keep", words.say("keep")));
}

function summary({ screen, brand, copy }: ScreenView<"confirm">, words: Words): Raw {
  return facts([
    [words.say("whatYouCancel"), nameOf(screen.subject, words)],
    [words.say("whenItEnds"), endOf(screen.subject, words)],
    screen.reasonLabel !== null && [words.say("yourReason"), screen.reasonLabel],
    [words.say("whatEnds"), ownOr(copy.loss, words.say("lossNeutral"))],
    [words.say("whatStays"), ownOr(copy.staysPossible, words.fill("staysNeutral", { merchant: brand.name }))],
  ]);
}
