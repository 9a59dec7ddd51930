import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { receiptTexts } from "./receipt-texts.ts";
import { wordsOf } from "./words.ts";

/** A receipt as a letter, in the customer's language: what goes by mail says the same as the page. */
export interface ReceiptLetter {
  subject: string;
  direction: "ltr" | "rtl";
  lead: string;
  /** Label and value, in their order. */
  facts: readonly (readonly [string, string])[];
  /** Only in sandbox. */
  warning: string | null;
}

export function receiptLetter(mail: MailOf<"cancellation_receipt">): ReceiptLetter {
  const words = wordsOf(mail.locale);
  const { what, statutory, subject, merchant } = mail;
  const say = receiptTexts[what];
  const end = statutory === null ? (words.day(subject.effectiveAt ?? "") ?? words.plain("asAgreed")) : (words.day(statutory.endsOn) ?? words.plain("earliest"));
  const facts: (readonly [string, string] | false)[] = [
    [words.plain("request"), words.plain(say.request)],
    [words.plain("contract"), merchant],
    [words.plain("subscription"), subject.name ?? words.plain("yourSubscription")],
    mail.customer !== "" && [words.plain("customer"), mail.customer],
    mail.offerLabel !== null && [words.plain("offer"), mail.offerLabel],
    statutory !== null && [words.plain("kindQuestion"), words.plain(statutory.kind)],
    statutory?.kind === "extraordinary" && [words.plain("cause"), statutory.cause],
    what === "cancelled" && [words.plain("takesEffect"), end],
    mail.reasonLabel !== null && [words.plain("yourReason"), mail.reasonLabel],
    mail.reasonText !== null && [words.plain("yourWords"), mail.reasonText],
    [words.plain("received"), words.moment(mail.at, mail.timeZone)],
    [words.plain("reference"), mail.reference],
  ];
  return {
    subject: `${merchant}: ${words.plain(say.title)}`,
    direction: words.direction,
    lead: words.plain(say.passed, { merchant }),
    facts: facts.filter((fact) => fact !== false),
    warning: mail.isSandbox ? words.plain("sandbox") : null,
  };
}
