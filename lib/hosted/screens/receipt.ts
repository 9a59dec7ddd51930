import { controls, step } from "../controls.ts";
import { facts } from "../facts.ts";
import { faultList } from "../fault-list.ts";
import { form, reasonFields } from "../fields.ts";
import { html, type Raw } from "../html.ts";
import { type DrawScreen, type ScreenView, statusOf } from "../page.ts";
import { type Fact, receiptFacts } from "../receipt-facts.ts";
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
    body: html`<p class="lead">${words.fill(passed, { merchant })}</p><section><h2>${words.say("receipt")}</h2>${factList(view, words)}</section>${
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

function factList({ screen }: ScreenView<"receipt">, words: Words): Raw {
  const drawn = (value: string, as: Fact["as"]) => {
    if (as === "moment") return html`<time datetime="${screen.at}">${value}</time>`;
    return as === "code" ? html`<span class="mono" dir="ltr">${value}</span>` : html`<span class="own">${value}</span>`;
  };
  return facts(receiptFacts(screen, words).map(({ name, value, as }) => [words.say(name), drawn(value, as)] as const));
}

/** After everything is done, and only where the law wants the question to come last. */
function surveySection(action: string, reasons: NonNullable<ReceiptScreen["survey"]>, errors: ReceiptScreen["errors"], words: Words): Raw {
  return html`<section class="also"><h2>${words.say("surveyTitle")}</h2><p class="lead">${words.say("surveyIntro")}</p>${form(action, [
    reasonFields({ reasons, reasonKey: null, reasonText: "", errors }, words),
    controls(step("survey", words.say("sendAnswer"))),
  ])}</section>`;
}
