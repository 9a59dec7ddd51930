import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { receiptFacts } from "./receipt-facts.ts";
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

/** The receipt as a letter, in the language of the page that asked for it. */
export function receiptLetter(mail: MailOf<"cancellation_receipt">): ReceiptLetter {
  const words = wordsOf(mail.locale);
  const { what, merchant } = mail;
  const say = receiptTexts[what];
  return {
    subject: `${merchant}: ${words.plain(say.title)}`,
    direction: words.direction,
    lead: words.plain(say.passed, { merchant }),
    facts: receiptFacts(mail, words).map(({ name, value }) => [words.plain(name), value] as const),
    warning: mail.isSandbox ? words.plain("sandbox") : null,
  };
}
