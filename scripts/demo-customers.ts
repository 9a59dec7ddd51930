import type { SeededSession } from "#lib/features/cancel-sessions/seed-session.ts";

/** What the demo's hosted sessions are drawn from; reasons in the proportions of the seeded ledger. */

export type Wish = SeededSession["wish"];

export const reasonWeights: readonly (readonly [key: string | null, weight: number])[] = [
  ["too_expensive", 30],
  ["not_using", 22],
  ["missing_features", 17],
  ["switched_competitor", 14],
  ["technical_issues", 8],
  ["other", 9],
  // Skipped.
  [null, 9],
];

export const wishes: readonly (readonly [wish: Wish, weight: number])[] = [
  ["cancels", 47],
  ["accepts", 24],
  ["keeps", 7],
  ["leaves", 5],
  ["disappears", 9],
  ["never_opens", 8],
];

export const results: readonly (readonly [result: SeededSession["result"], weight: number])[] = [
  ["verified", 62],
  ["delivered", 27],
  ["unseen", 11],
];

export const plans: readonly (readonly [plan: { id: string; name: string; prices: readonly number[] }, weight: number])[] = [
  [{ id: "starter", name: "Starter", prices: [19, 29, 39] }, 46],
  [{ id: "pro", name: "Pro", prices: [79, 99, 129, 149] }, 33],
  [{ id: "business", name: "Business", prices: [249, 399, 599] }, 16],
  [{ id: "enterprise", name: "Enterprise", prices: [1_200, 1_800, 2_500] }, 5],
];

export interface Home {
  region: string;
  locale: "en" | "de" | "fr";
  customerType: "b2b" | "b2c";
}

export const homes: readonly (readonly [home: Home, weight: number])[] = [
  [{ region: "US-TX", locale: "en", customerType: "b2b" }, 16],
  [{ region: "US-NY", locale: "en", customerType: "b2b" }, 14],
  [{ region: "US-CA", locale: "en", customerType: "b2b" }, 14],
  [{ region: "US-MN", locale: "en", customerType: "b2c" }, 3],
  [{ region: "GB", locale: "en", customerType: "b2b" }, 18],
  [{ region: "DE", locale: "de", customerType: "b2b" }, 14],
  [{ region: "DE", locale: "de", customerType: "b2c" }, 5],
  [{ region: "FR", locale: "fr", customerType: "b2b" }, 11],
];

/** What customers write, by reason and language. */
export const words: Readonly<Record<string, Readonly<Record<Home["locale"], readonly string[]>>>> = {
  too_expensive: {
    en: ["Budget was cut. Would come back at half the price.", "Too much for what we use.", "Hard to justify for a team of four."],
    de: ["Für unser kleines Team leider zu teuer geworden.", "Der Preis pro Nutzer rechnet sich für uns nicht mehr."],
    fr: ["Trop cher pour une petite équipe comme la nôtre."],
  },
  not_using: {
    en: ["Only logged in twice in the last three months.", "We are a seasonal business. Back in spring.", "The colleague who used it has left."],
    de: ["Wir nutzen es kaum noch.", "Saison vorbei, bis nächstes Jahr."],
    fr: ["Nous ne l’utilisons presque plus."],
  },
  missing_features: {
    en: ["No SAML single sign-on on our plan.", "Salesforce sync is missing and we cannot wait for it.", "Reports cannot be scheduled."],
    de: ["Uns fehlt die DATEV-Schnittstelle."],
    fr: ["Il manque une vraie gestion des droits."],
  },
  switched_competitor: {
    en: ["Our new parent company uses another tool.", "A competitor offered us migration for free."],
    de: ["Sind auf eine Komplettlösung umgestiegen."],
    fr: ["Nous passons à la solution du groupe."],
  },
  technical_issues: {
    en: ["The import failed three times and support took a week.", "Too slow with more than 10,000 records."],
    de: ["App stürzt auf dem iPad ständig ab."],
    fr: ["Trop de pannes ces dernières semaines."],
  },
  other: {
    en: ["Closing the company.", "Duplicate account, we keep the other one."],
    de: ["Firma wird aufgelöst."],
    fr: ["Fin de mon activité."],
  },
};

/** How long a page is looked at: the middle of it, in seconds. */
export const pauses = { reason: 13, offer: 11, confirm: 8, withdraw: 12, receipt: 9 } as const;

export const sources = ["billing_settings_page", "account_page", "mobile_app"] as const;
