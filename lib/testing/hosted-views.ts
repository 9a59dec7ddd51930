import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import { hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import type { Demands } from "#lib/features/flows/model/region-rules.ts";
import type { HostedView, ReasonChoice, Screen } from "#lib/hosted/view.ts";

/** Views of the hosted pages, as a customer may meet them; all screens, with little and with much on them. */

const ACTION = "/s/tok_3Jd8Kq";

const NO_DEMANDS: Demands = { noOffer: false, cancelActsAtOnce: false, confirmFirst: false, statute: null, withdrawal: false };

export const everyDemands: readonly Demands[] = [
  NO_DEMANDS,
  { ...NO_DEMANDS, cancelActsAtOnce: true },
  { ...NO_DEMANDS, noOffer: true, confirmFirst: true, statute: "de", withdrawal: true },
  { ...NO_DEMANDS, statute: "fr", withdrawal: true },
];

/** Reasons are the workspace's own words; these are its defaults in two languages. */
const REASONS: Partial<Record<HostedLocale, string[]>> & { en: string[] } = {
  en: [
    "It costs too much",
    "It lacks a feature that I need",
    "I do not use it enough",
    "I moved to another product",
    "Something does not work",
    "Another reason",
  ],
  de: ["Es ist mir zu teuer", "Mir fehlt eine Funktion", "Ich nutze es zu selten", "Ich bin umgestiegen", "Etwas funktioniert nicht", "Ein anderer Grund"],
};

function reasonsOf(locale: HostedLocale): ReasonChoice[] {
  return (REASONS[locale] ?? REASONS.en).map((label, i) => ({
    key: `reason_${i}`,
    label,
    followUpQuestion: i === 1 ? (locale === "de" ? "Welche Funktion?" : "Which feature?") : null,
  }));
}

const SUBJECT = { name: "Acme Pro", effectiveAt: "2026-11-30" };

/** Every screen by a name that says what is on it. */
export function everyScreen(locale: HostedLocale): Record<string, Screen> {
  const reasons = reasonsOf(locale);
  const reason = { kind: "reason", action: ACTION, subject: SUBJECT, reasons, reasonKey: null, reasonText: "" } as const;
  const offer = {
    kind: "offer",
    action: ACTION,
    subject: SUBJECT,
    offer: {
      label: "Stay for less",
      terms: "The discount starts with your next invoice. You can still cancel at any time.",
      benefit: { type: "percent", percent: 20, months: 3 },
    },
  } as const;
  const confirm = { kind: "confirm", action: ACTION, subject: SUBJECT, reasonLabel: reasons[0]?.label ?? null, statutory: null, canWithdraw: false } as const;
  const statutory = { customer: "Jo Smith, account 4711", email: "jo@example.com", kind: "ordinary", cause: "", endsOn: "" } as const;
  const receipt = {
    kind: "receipt",
    action: ACTION,
    subject: SUBJECT,
    what: "cancelled",
    merchant: "Acme",
    customer: "Jo Smith, account 4711",
    at: "2026-11-22T13:05:09Z",
    timeZone: "Europe/Berlin",
    reference: "cxs_2ZRw8vHmPq4t7KcYfJ3nBd",
    reasonLabel: reasons[0]?.label ?? null,
    reasonText: "It was good while it lasted.",
    offerLabel: null,
    offerBenefit: null,
    statutory: null,
    mailedTo: "j…@example.com",
    survey: null,
  } as const;
  return {
    reason,
    "reason, said before": { ...reason, reasonKey: "reason_1", reasonText: "Exports to our warehouse" },
    "reason, no reasons, nothing known": { ...reason, subject: { name: null, effectiveAt: null }, reasons: [] },
    "reason, too long": { ...reason, reasonKey: "reason_1", reasonText: "x".repeat(300), errors: { reasonText: "too_long", reasonKey: "invalid" } },
    "offer, percent": offer,
    "offer, amount": { ...offer, offer: { ...offer.offer, benefit: { type: "amount", amount: 10.5, currency: "EUR", months: 1 } } },
    "offer, amount for good": { ...offer, offer: { ...offer.offer, benefit: { type: "amount", amount: 10, currency: "USD", months: null } } },
    "offer, percent for good": { ...offer, offer: { ...offer.offer, benefit: { type: "percent", percent: 50, months: null } } },
    "offer, pause": { ...offer, offer: { ...offer.offer, label: "Take a break", benefit: { type: "pause", months: 2 } } },
    confirm,
    "confirm, nothing known": { ...confirm, subject: { name: null, effectiveAt: null }, reasonLabel: null },
    "confirm, can withdraw": { ...confirm, canWithdraw: true },
    "confirm, statutory": { ...confirm, reasonLabel: null, statutory, canWithdraw: true },
    "confirm, statutory, faulty": {
      ...confirm,
      reasonLabel: null,
      statutory: { ...statutory, kind: "extraordinary", email: "jo", endsOn: "2020-01-01" },
      errors: { cause: "missing", email: "invalid", endsOn: "invalid", kind: "invalid" },
    },
    withdraw: { kind: "withdraw", action: ACTION, subject: SUBJECT, customer: "Jo Smith", email: "jo@example.com" },
    "withdraw, address missing": {
      kind: "withdraw",
      action: ACTION,
      subject: { name: null, effectiveAt: null },
      customer: null,
      email: "",
      errors: { email: "missing" },
    },
    "receipt, cancelled": receipt,
    "receipt, date unknown": { ...receipt, subject: { name: null, effectiveAt: null }, reasonLabel: null, reasonText: null, mailedTo: null },
    "receipt, statutory, survey": {
      ...receipt,
      reasonLabel: null,
      reasonText: null,
      statutory: { kind: "extraordinary", cause: "Two weeks without service", endsOn: "2026-12-15" },
      survey: reasons,
    },
    "receipt, withdrawn": { ...receipt, what: "withdrawn" },
    "receipt, kept": { ...receipt, what: "kept", reasonText: null },
    "receipt, offer accepted": { ...receipt, what: "offer_accepted", offerLabel: "Stay for less", offerBenefit: offer.offer.benefit, reasonText: null },
    "message, unknown": { kind: "message", what: "unknown", backUrl: null },
    "message, expired": { kind: "message", what: "expired", backUrl: "https://acme.example/account" },
    "message, not found": { kind: "message", what: "not_found", backUrl: null },
    "message, failed": { kind: "message", what: "failed", backUrl: "https://acme.example/account" },
    "message, failed, again": {
      kind: "message",
      what: "failed",
      backUrl: null,
      again: {
        action: ACTION,
        posted: {
          do: "survey",
          fields: [
            ["reasonKey", "reason_1"],
            ["reasonText", "It was good while it lasted."],
          ],
        },
      },
    },
    "message, failed, look again": { kind: "message", what: "failed", backUrl: null, again: { action: ACTION, posted: null } },
    "message, too many": { kind: "message", what: "too_many", backUrl: null },
    "message, too many presses": {
      kind: "message",
      what: "too_many",
      backUrl: "https://acme.example/account",
      again: { action: ACTION, posted: { do: "confirm", fields: [] } },
    },
  };
}

/** A view of a screen with all that a frame can have around it; `given` replaces parts. */
export function hostedView(locale: HostedLocale, screen: Screen, given: Partial<HostedView> = {}): HostedView {
  const isNamed = screen.kind !== "message" || screen.backUrl !== null;
  return {
    locale,
    languages: isNamed ? hostedLocaleCodes.map((code) => ({ locale: code, href: `${ACTION}?lang=${code}` })) : [],
    brand: { name: isNamed ? "Acme" : "", accent: "#0f766e", logoUrl: null, supportUrl: isNamed ? "https://acme.example/help" : null },
    isSandbox: false,
    copy: {},
    demands: NO_DEMANDS,
    screen,
    ...given,
  };
}
