import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import { offerWords } from "../../flows/model/flow-config.ts";
import type { QueuedMail } from "../../mails/queue.ts";
import type { HostedSession } from "../find-hosted.ts";
import { reasonLabel, receiptKind } from "../model/receipt.ts";

/** The receipt of a completed session, once; null where no address was given. */
export function receiptMail(session: HostedSession, locale: HostedLocale): QueuedMail | null {
  if (session.email === null || session.completedAt === null) return null;
  return {
    key: `cancellation_receipt:${session.id}`,
    to: session.email,
    mail: {
      template: "cancellation_receipt",
      locale,
      merchant: session.merchant.name,
      isSandbox: session.environment === "sandbox",
      subject: { name: session.planName ?? session.productName ?? session.config.branding.productName, effectiveAt: session.effectiveAt },
      what: receiptKind(session),
      at: session.completedAt,
      timeZone: session.merchant.timeZone,
      reference: session.id,
      customer: session.userId,
      reasonLabel: reasonLabel(session.merchant.reasons, session.reasonKey, locale),
      reasonText: session.reasonText,
      offerLabel: session.shownOffer === null || !session.offerAccepted ? null : offerWords(session.shownOffer, locale).label,
      statutory: receiptKind(session) === "cancelled" ? session.statutory : null,
    },
  };
}
