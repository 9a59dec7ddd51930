import { controls, step } from "../controls.ts";
import { endOf, facts, nameOf } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form, reasonFields } from "../fields.ts";
import { type Content, html, type Raw } from "../html.ts";
import { type DrawScreen, type ScreenView, statusOf } from "../page.ts";
import { receiptTexts } from "../receipt-texts.ts";
import type { ReceiptScreen } from "../view.ts";
import type { Words } from "../words.ts";

/** What was received, when, and under which number; to print, and to go back to the merchant with. */
export const drawReceipt: DrawScreen<"receipt"> = (view, words) => {
  const { screen, brand, copy } = view;
  const { action, what, mailedTo, survey, errors } = screen;
  const { title, passed } = receiptTexts[what];
  const merchant = brand.name;
  const isEnd = what === "cancelled" || what === "withdrawn";
  const faults = survey ? faultList(errors, words, survey) : [];
  return {
    title: words.plain(title),
    heading: words.say(title),
    body: html`<p class="lead">${words.fill(passed, { merchant })}</p><section><h2>${words.say("receipt")}</h2>${receiptFacts(view, words)}</section>${
      isEnd && html`<h2>${words.say("whatStays")}</h2><p class="own" dir="auto">${copy.staysPossible ?? words.fill("staysNeutral", { merchant })}</p>`
    }${copy.receiptNote !== undefined && html`<p class="own" dir="auto">${copy.receiptNote}</p>`}<p class="small screen">${
      mailedTo !== null && html`${words.fill("mailedTo", { address: mailedTo })} `
    }${words.say("printable")}</p>${form(action, controls(step("return", words.fill("backTo", { merchant }))))}${survey && surveySection(action, survey, errors, words)}`,
    closing: "done",
    leave: null,
    faults,
    status: statusOf(faults),
  };
};

function receiptFacts({ screen }: ScreenView<"receipt">, words: Words): Raw {
  const { what, statutory, subject } = screen;
  return facts([
    [words.say("request"), words.say(receiptTexts[what].request)],
    [words.say("subscription"), nameOf(subject, words)],
    what === "offer_accepted" && screen.offerLabel !== null && [words.say("offer"), screen.offerLabel],
    statutory && [words.say("kindQuestion"), words.say(statutory.kind)],
    statutory?.kind === "extraordinary" && [words.say("cause"), html`<span class="own">${statutory.cause}</span>`],
    what === "cancelled" && [words.say("takesEffect"), effect(screen, words)],
    screen.reasonLabel !== null && [words.say("yourReason"), screen.reasonLabel],
    screen.reasonText !== null && [words.say("yourWords"), html`<span class="own">${screen.reasonText}</span>`],
    [words.say("received"), html`<time datetime="${screen.at}">${words.moment(screen.at, screen.timeZone)}</time>`],
    [words.say("reference"), html`<span class="mono" dir="ltr">${screen.reference}</span>`],
  ]);
}

function effect({ statutory, subject }: ReceiptScreen, words: Words): Content {
  if (statutory === null) return endOf(subject, words);
  return words.day(statutory.endsOn) ?? words.say("earliest");
}

/** After everything is done, and only where the law wants the question to come last. */
function surveySection(action: string, reasons: NonNullable<ReceiptScreen["survey"]>, errors: ReceiptScreen["errors"], words: Words): Raw {
  return html`<section class="also"><h2>${words.say("surveyTitle")}</h2><p class="lead">${words.say("surveyIntro")}</p>${form(action, [
    reasonFields({ reasons, reasonKey: null, reasonText: "", errors }, words),
    controls(step("survey", words.say("sendAnswer"))),
  ])}</section>`;
}
