import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import { type Benefit, benefitOf, type Offer, offerWords } from "../../flows/model/flow-config.ts";

/** All that a receipt says, on the page as in the mail. Times are ISO 8601. */
export interface ReceiptContent {
  merchant: string;
  subject: { name: string | null; effectiveAt: string | null };
  what: "cancelled" | "withdrawn" | "kept" | "offer_accepted";
  /** Of the decision. */
  at: string;
  /** IANA time zone in which times are said. */
  timeZone: string;
  /** Number that both sides can name: cxs_…. */
  reference: string;
  /** Who it was, as the merchant's link said it; "": erased. */
  customer: string;
  reasonLabel: string | null;
  reasonText: string | null;
  /** Of the accepted offer. */
  offerLabel: string | null;
  offerBenefit: Benefit | null;
  /** Statutory content, as it was sent. */
  statutory: { kind: "ordinary" | "extraordinary"; cause: string; endsOn: string } | null;
}

/** What a receipt is made of. */
interface Completed extends Pick<ReceiptContent, "reasonText" | "statutory"> {
  id: string;
  userId: string;
  outcome: string | null;
  isWithdrawal: boolean;
  offerAccepted: boolean;
  shownOffer: Offer | null;
  planName: string | null;
  productName: string | null;
  effectiveAt: string | null;
  reasonKey: string | null;
  config: { branding: { productName: string | null } };
  merchant: { name: string; timeZone: string; reasons: readonly LabelledReason[] };
}

/** What a session cancels: the link's own words, else the workspace's. */
export function subjectOf({
  planName,
  productName,
  effectiveAt,
  config,
}: Pick<Completed, "planName" | "productName" | "effectiveAt" | "config">): ReceiptContent["subject"] {
  return { name: planName ?? productName ?? config.branding.productName, effectiveAt };
}

/** The receipt of a completed session, in a language. @param completedAt ISO 8601 */
export function receiptOf(session: Completed, completedAt: string, locale: HostedLocale): ReceiptContent {
  const { merchant } = session;
  const what = receiptKind(session);
  const offer = what === "offer_accepted" ? session.shownOffer : null;
  return {
    merchant: merchant.name,
    subject: subjectOf(session),
    what,
    at: completedAt,
    timeZone: merchant.timeZone,
    reference: session.id,
    customer: session.userId,
    reasonLabel: reasonLabel(merchant.reasons, session.reasonKey, locale),
    reasonText: session.reasonText,
    offerLabel: offer === null ? null : offerWords(offer, locale).label,
    offerBenefit: offer === null ? null : benefitOf(offer),
    statutory: what === "cancelled" ? session.statutory : null,
  };
}

/** What a completed session's receipt is about. */
function receiptKind(session: {
  outcome: string | null;
  isWithdrawal: boolean;
  offerAccepted: boolean;
}): "cancelled" | "withdrawn" | "kept" | "offer_accepted" {
  if (session.outcome === "churned") return session.isWithdrawal ? "withdrawn" : "cancelled";
  return session.offerAccepted ? "offer_accepted" : "kept";
}

interface LabelledReason {
  key: string;
  label: string;
  labels: Readonly<Record<string, string>>;
}

/** A reason's label in a language: its own, a regional one of it (pt-BR for pt), else the default. */
export function reasonLabelIn(reason: LabelledReason, locale: HostedLocale): string {
  const regional = Object.entries(reason.labels).find(([tag]) => tag.toLowerCase().startsWith(`${locale}-`));
  return reason.labels[locale] ?? regional?.[1] ?? reason.label;
}

/** The label of the reason that was given; null: none was, or it is no longer offered. */
export function reasonLabel(reasons: readonly LabelledReason[], key: string | null, locale: HostedLocale): string | null {
  const reason = reasons.find((candidate) => candidate.key === key);
  return reason === undefined ? null : reasonLabelIn(reason, locale);
}
