import type { ReceiptContent } from "#lib/features/cancel-sessions/model/receipt.ts";
import { benefitText } from "./benefit.ts";
import { receiptTexts } from "./receipt-texts.ts";
import type { PlainKey } from "./texts.ts";
import type { Words } from "./words.ts";

/** One line of a receipt. */
export interface Fact {
  /** Name of the text that says what it is. */
  name: PlainKey;
  value: string;
  /** How a page writes it: text with the line breaks of whoever wrote it, a moment, a number to be copied. */
  as?: "moment" | "code";
}

/** What a receipt lists, in its order: the page shows these lines, the mail sends them. */
export function receiptFacts(receipt: ReceiptContent, words: Words): Fact[] {
  const { what, statutory, subject, offerLabel, offerBenefit } = receipt;
  const offer = [offerLabel, offerBenefit && benefitText(offerBenefit, words)].filter(Boolean).join("\n");
  const end = statutory === null ? (words.day(subject.effectiveAt ?? "") ?? words.plain("asAgreed")) : (words.day(statutory.endsOn) ?? words.plain("earliest"));
  const lines: (Fact | false)[] = [
    { name: "request", value: words.plain(receiptTexts[what].request) },
    { name: "subscription", value: subject.name ?? words.plain("yourSubscription") },
    { name: "customer", value: receipt.customer },
    { name: "offer", value: offer },
    statutory !== null && { name: "kindQuestion", value: words.plain(statutory.kind) },
    statutory?.kind === "extraordinary" && { name: "cause", value: statutory.cause },
    what === "cancelled" && { name: "takesEffect", value: end },
    { name: "yourReason", value: receipt.reasonLabel ?? "" },
    { name: "yourWords", value: receipt.reasonText ?? "" },
    { name: "received", value: words.moment(receipt.at, receipt.timeZone), as: "moment" },
    { name: "reference", value: receipt.reference, as: "code" },
  ];
  return lines.filter((line) => line !== false).filter(({ value }) => value !== "");
}
