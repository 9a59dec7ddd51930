import type { HostedLocale } from "#lib/core/hosted-locales.ts";

/** What a completed session's receipt is about. */
export function receiptKind(session: {
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
