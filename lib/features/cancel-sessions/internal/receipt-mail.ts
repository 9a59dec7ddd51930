import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import type { QueuedMail } from "../../mails/queue.ts";
import type { HostedSession } from "../find-hosted.ts";
import { receiptOf } from "../model/receipt.ts";

/** The receipt of a completed session, once; null where no address was given. */
export function receiptMail(session: HostedSession, locale: HostedLocale): QueuedMail | null {
  if (session.email === null || session.completedAt === null) return null;
  return {
    key: `cancellation_receipt:${session.id}`,
    to: session.email,
    mail: {
      template: "cancellation_receipt",
      locale,
      isSandbox: session.environment === "sandbox",
      ...receiptOf(session, session.completedAt, locale),
    },
  };
}
