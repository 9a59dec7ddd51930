import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import type { HostedSession } from "#lib/features/cancel-sessions/find-hosted.ts";
import { mayAnswerAfterwards, type Place } from "#lib/features/cancel-sessions/model/journey.ts";
import { reasonLabel, reasonLabelIn, receiptOf, subjectOf } from "#lib/features/cancel-sessions/model/receipt.ts";
import { benefitOf, DEFAULT_FLOW, type Offer, offerWords } from "#lib/features/flows/model/flow-config.ts";
import { demandsFor } from "#lib/features/flows/model/region-rules.ts";
import type { PostedFaults } from "#lib/hosted/posted.ts";
import { reasonTextOf } from "#lib/hosted/reason-answer.ts";
import type { HostedView, MessageScreen, ReasonChoice, Screen } from "#lib/hosted/view.ts";

/** What was posted and could not be taken, to be shown again. */
export interface Refused {
  faults: PostedFaults;
  fields: URLSearchParams;
}

interface Shown {
  place: Place;
  locale: HostedLocale;
  /** `/s/<token>`. */
  base: string;
  refused?: Refused | undefined;
}

/** A session's page as the renderer takes it. */
export function viewOf(session: HostedSession, shown: Shown): HostedView {
  const { config, merchant } = session;
  const { locale, base, place } = shown;
  const path = place === "reason" ? base : `${base}/${place}`;
  return {
    locale,
    languages: config.languages.length > 1 ? config.languages.map((code) => ({ locale: code, href: `${path}?lang=${code}` })) : [],
    brand: {
      name: merchant.name,
      accent: config.branding.accent,
      logoUrl: config.branding.logoId === null ? null : `/s/logo/${merchant.workspaceKey}/${config.branding.logoId}`,
      supportUrl: config.branding.supportUrl,
    },
    isSandbox: session.environment === "sandbox",
    copy: config.copy[locale] ?? {},
    demands: session.demands,
    screen: screenOf(session, { ...shown, base: `${path}?lang=${locale}` }),
  };
}

/** The page of a link that leads nowhere; nothing of a workspace is in it unless its session was found. */
export function messageView(
  what: MessageScreen["what"],
  { locale, session, again }: { locale: HostedLocale; session: HostedSession | null; again?: MessageScreen["again"] },
): HostedView {
  const at = session === null ? null : viewOf(session, { place: "reason", locale, base: "" });
  return {
    locale,
    languages: [],
    brand: at?.brand ?? { name: "", accent: DEFAULT_FLOW.branding.accent, logoUrl: null, supportUrl: null },
    isSandbox: at?.isSandbox ?? false,
    copy: {},
    demands: demandsFor({ region: null, customerType: "b2b", markets: ["US"], customerTypes: [], at: 0 }),
    screen: { kind: "message", what, backUrl: session?.returnUrl ?? null, ...(again && { again }) },
  };
}

/** The reasons as customers of a language read them. */
export function choicesOf(session: HostedSession, locale: HostedLocale): ReasonChoice[] {
  return session.merchant.reasons.map((reason) => ({
    key: reason.key,
    label: reasonLabelIn(reason, locale),
    followUpQuestion: reason.followUpQuestion,
  }));
}

/** Whether the page is one whose words and fields a statute lays down: Germany's confirmation. */
export function isStatutoryPage(session: HostedSession, place: Place): boolean {
  return place === "confirm" && session.demands.statute === "de";
}

function screenOf(session: HostedSession, { place, locale, base: action, refused }: Shown): Screen {
  const subject = subjectOf(session);
  const form = { action, subject, ...(refused !== undefined && { errors: refused.faults }) };
  const again = (name: string, stored: string) => refused?.fields.get(name) ?? stored;
  const label = reasonLabel(session.merchant.reasons, session.reasonKey, locale);
  switch (place) {
    case "reason":
      return {
        ...form,
        kind: "reason",
        reasons: choicesOf(session, locale),
        reasonKey: refused === undefined ? session.reasonKey : refused.fields.get("reasonKey"),
        reasonText:
          refused === undefined
            ? (session.reasonText ?? "")
            : reasonTextOf((name) => refused.fields.get(name) ?? "", choicesOf(session, locale), refused.fields.get("reasonKey")),
      };
    case "offer": {
      const offer = session.shownOffer as Offer;
      return { ...form, kind: "offer", offer: { ...offerWords(offer, locale), benefit: benefitOf(offer) } };
    }
    case "confirm":
      return {
        ...form,
        kind: "confirm",
        reasonLabel: label,
        statutory: isStatutoryPage(session, place)
          ? {
              customer: session.userId,
              email: again("email", session.email ?? ""),
              kind: again("kind", session.statutory?.kind ?? "ordinary") === "extraordinary" ? "extraordinary" : "ordinary",
              cause: again("cause", session.statutory?.cause ?? ""),
              endsOn: again("endsOn", session.statutory?.endsOn ?? ""),
            }
          : null,
        canWithdraw: session.canWithdraw,
      };
    case "withdraw":
      return { ...form, kind: "withdraw", customer: session.userId, email: session.email === null ? again("email", "") : null };
    case "receipt":
      return {
        ...form,
        kind: "receipt",
        ...receiptOf(session, session.completedAt as string, locale),
        mailedTo: session.receiptMailed && session.email !== null ? shortened(session.email) : null,
        survey: mayAnswerAfterwards(session) && session.reasonKey === null && session.reasonText === null ? choicesOf(session, locale) : null,
      };
  }
}

/** Enough of an address to know it by: "a…@example.com". */
function shortened(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}…${address.slice(at)}`;
}

/** Every language, for pages of no session. */
export const everyLanguage: readonly HostedLocale[] = hostedLocaleCodes;
