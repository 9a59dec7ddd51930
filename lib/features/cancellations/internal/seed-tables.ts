/** What seeded data is drawn from: plausible shares, prices and words of a subscription business. */

export type PlanName = "starter" | "pro" | "business" | "enterprise";
type OfferType = "none" | "discount" | "pause";

interface PlanProfile {
  share: number;
  /** Monthly prices. */
  prices: readonly number[];
  meanTenureDays: number;
}

export const plans: Record<PlanName, PlanProfile> = {
  starter: { share: 46, prices: [19, 29, 39], meanTenureDays: 150 },
  pro: { share: 33, prices: [79, 99, 129, 149], meanTenureDays: 290 },
  business: { share: 16, prices: [249, 399, 599], meanTenureDays: 430 },
  enterprise: { share: 5, prices: [1_200, 1_800, 2_500, 4_000, 6_500], meanTenureDays: 640 },
};

interface ReasonProfile {
  weight: number;
  /** How much more often each plan gives it. */
  byPlan: Record<PlanName, number>;
  offers: readonly (readonly [OfferType, number])[];
  /** Share that takes the offer. */
  accepts: Record<Exclude<OfferType, "none">, number>;
  texts: readonly string[];
}

const allPlansAlike: ReasonProfile["byPlan"] = { starter: 1, pro: 1, business: 1, enterprise: 1 };

/** Reasons that every new workspace starts with. */
const reasons: Record<string, ReasonProfile> = {
  too_expensive: {
    weight: 30,
    byPlan: { starter: 1.25, pro: 1, business: 0.8, enterprise: 0.5 },
    offers: [
      ["none", 22],
      ["discount", 68],
      ["pause", 10],
    ],
    accepts: { discount: 0.31, pause: 0.16 },
    texts: [
      "Needs lower monthly price",
      "We are cutting tools this quarter and this one is hard to justify.",
      "Great product, but the last price increase was too much for a team of four.",
      "Too much for what we use.",
      "Budget was cut. Would come back at half the price.",
      "Für unser kleines Team leider zu teuer geworden.",
      "Der Preis pro Nutzer rechnet sich für uns nicht mehr.",
      "Trop cher pour une petite équipe comme la nôtre.",
      "El precio subió y ya no podemos pagarlo.",
      "Ficou caro demais para o nosso orçamento.",
      "Il costo non è più sostenibile per noi.",
      "料金が予算に合わなくなりました。",
    ],
  },
  not_using: {
    weight: 22,
    byPlan: { starter: 1.3, pro: 1, business: 0.7, enterprise: 0.4 },
    offers: [
      ["none", 35],
      ["discount", 10],
      ["pause", 55],
    ],
    accepts: { discount: 0.11, pause: 0.29 },
    texts: [
      "The project is over, we have no use for it right now.",
      "Signed up for a launch that was postponed.",
      "Only logged in twice in the last three months.",
      "We are a seasonal business. Back in spring!",
      "The colleague who used it has left.",
      "Wir nutzen es kaum noch.",
      "Saison vorbei, bis nächstes Jahr.",
      "Nous ne l’utilisons presque plus.",
      "Ya no lo usamos lo suficiente.",
      "Używamy tego zbyt rzadko.",
      "使う機会が減りました。",
    ],
  },
  missing_features: {
    weight: 17,
    byPlan: { starter: 0.7, pro: 1, business: 1.3, enterprise: 1.6 },
    offers: [
      ["none", 62],
      ["discount", 28],
      ["pause", 10],
    ],
    accepts: { discount: 0.13, pause: 0.12 },
    texts: [
      "No SAML single sign-on on our plan.",
      "We need an audit log and data residency in the EU.",
      "Salesforce sync is missing and we cannot wait for it.",
      "Reports cannot be scheduled.",
      "Please add an API for bulk updates.",
      "Uns fehlt die DATEV-Schnittstelle.",
      "Il manque une vraie gestion des droits.",
      "Falta integración con nuestro CRM.",
      "Arabic right-to-left layout is not supported: الواجهة لا تدعم العربية",
    ],
  },
  switched_competitor: {
    weight: 14,
    byPlan: { starter: 0.8, pro: 1, business: 1.2, enterprise: 1.5 },
    offers: [
      ["none", 58],
      ["discount", 37],
      ["pause", 5],
    ],
    accepts: { discount: 0.14, pause: 0.08 },
    texts: [
      "Our new parent company uses another tool.",
      "Moved to something that does this and invoicing in one.",
      "A competitor offered us migration for free.",
      "Consolidating vendors.",
      "Sind auf eine Komplettlösung umgestiegen.",
      "Nous passons à la solution du groupe.",
      "Overgestapt naar een ander pakket.",
    ],
  },
  technical_issues: {
    weight: 8,
    byPlan: allPlansAlike,
    offers: [
      ["none", 66],
      ["discount", 14],
      ["pause", 20],
    ],
    accepts: { discount: 0.12, pause: 0.15 },
    texts: [
      "The import failed three times and support took a week.",
      "Too slow with more than 10,000 records.",
      "Webhooks arrived hours late last month.",
      "Export to CSV breaks umlauts: “MÃ¼ller”.",
      "App stürzt auf dem iPad ständig ab.",
      "Trop de pannes ces dernières semaines.",
      "Se cae cada vez que subimos archivos grandes.",
    ],
  },
  other: {
    weight: 9,
    byPlan: allPlansAlike,
    offers: [
      ["none", 60],
      ["discount", 22],
      ["pause", 18],
    ],
    accepts: { discount: 0.14, pause: 0.16 },
    texts: [
      "Closing the company.",
      "Duplicate account, we keep the other one.",
      "Merging with another department’s account",
      "Parental leave :)",
      "Firma wird aufgelöst.",
      "Fin de mon activité.",
      "No longer needed, thank you for the good support!",
    ],
  },
};

const unknownReason: ReasonProfile = { ...(reasons.other as ReasonProfile), weight: 6, texts: ["See our last support ticket.", "Long story."] };

/** The profile of a workspace's reason; one for all whose meaning we cannot know. */
export function reasonProfile(key: string): ReasonProfile {
  return reasons[key] ?? unknownReason;
}

/** Offers by type, each with how much better or worse than usual it works. */
export const offerLabels: Record<Exclude<OfferType, "none">, readonly (readonly [label: string, pull: number])[]> = {
  discount: [
    ["20% off next month", 0.8],
    ["20% off for 3 months", 1],
    ["30% off next 2 invoices", 1.1],
    ["50% off next month", 1.3],
  ],
  pause: [
    ["Pause for 1 month", 0.9],
    ["Pause for 3 months", 1.15],
  ],
};

/** Monday first. */
export const weekdayWeights = [1.15, 1.2, 1.12, 1.05, 0.95, 0.55, 0.6] as const;

/** By hour in UTC, for customers from the Americas to Europe. */
export const hourWeights = [3, 2, 2, 1, 1, 2, 3, 5, 8, 10, 10, 9, 8, 10, 12, 13, 12, 11, 10, 9, 8, 7, 5, 4].map((weight, hour) => [hour, weight] as const);

export const pagesOfOrigin = ["billing_settings_page", "account_page", "mobile_app", "support_chat"] as const;
export const countries = ["US", "DE", "GB", "FR", "NL", "ES", "BR", "JP", "CA", "PL"] as const;

export const updateMetadata: readonly (Record<string, string> | null)[] = [
  null,
  null,
  { source: "billing_webhook" },
  { actor: "success_playbook", channel: "cs_call" },
  { actor: "success_playbook", channel: "email" },
];
