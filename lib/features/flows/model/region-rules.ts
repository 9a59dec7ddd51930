import type { CustomerType } from "./flow-config.ts";

/**
 * Cancellation law as data: only what was read, with where and when. Read through law firms' and the press's summaries, not
 * statutes; whoever shows a rule says that it is no legal advice.
 */

/** What a rule can demand of the hosted flow, beyond what it does everywhere. */
export interface Demands {
  /** No offer before the cancellation is confirmed. */
  noOffer: boolean;
  /** Beside an offer, "cancel" acts at once instead of leading to a confirmation. */
  cancelActsAtOnce: boolean;
  /** The first page is the confirmation; the reason may be asked after it. */
  confirmFirst: boolean;
  /** The statute's own words on the controls. */
  statute: "de" | "fr" | null;
  /** A second control withdraws from the contract while it can be withdrawn from. */
  withdrawal: boolean;
}

export interface RegionRule {
  id: string;
  title: string;
  /** Countries or subdivisions (ISO 3166); a country means all of its subdivisions. */
  regions: readonly string[];
  customerType: CustomerType | "any";
  /** "in force" from `from` on; the others demand nothing and are listed for whoever looks for them. */
  status: "in force" | "vacated" | "not in force";
  /** First day (UTC), null: before all that we store. */
  from: string | null;
  says: string;
  demands: Partial<Demands>;
  sources: readonly string[];
}

/** The day on which the sources were read. */
export const RULES_READ_ON = "2026-11-22";

const EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" ");

export const regionRules: readonly RegionRule[] = [
  {
    id: "us-baseline",
    title: "United States: ROSCA and section 5 of the FTC Act",
    regions: ["US"],
    customerType: "b2c",
    status: "in force",
    from: null,
    says: "A survey is never required before confirming, screens are few, and no control shames whoever cancels. The flow keeps to this everywhere.",
    demands: {},
    sources: ["counselorlibrary.com article 1343", "complyauto.com"],
  },
  {
    id: "us-ftc-2024",
    title: "United States: the FTC's rule of 2024",
    regions: ["US"],
    customerType: "any",
    status: "vacated",
    from: null,
    says: "Vacated on 8 July 2025 (8th Circuit); a new notice of proposed rulemaking followed on 13 March 2026. It demands nothing.",
    demands: {},
    sources: ["alston.com", "insideprivacy.com"],
  },
  {
    id: "us-ca-ab2863",
    title: "California: AB 2863",
    regions: ["US-CA"],
    customerType: "any",
    status: "in force",
    from: "2025-07-01",
    says: "An offer may be shown only if a control that cancels stands beside it at the same time and acts at once. Proof of consent is kept for three years.",
    demands: { cancelActsAtOnce: true },
    sources: ["awglaw.com", "ktslaw.com", "dwt.com"],
  },
  {
    id: "us-mn-325g",
    title: "Minnesota: 325G",
    regions: ["US-MN"],
    customerType: "b2c",
    status: "in force",
    from: "2025-01-01",
    says: "No retention offer while somebody is cancelling.",
    demands: { noOffer: true },
    sources: ["prosperstack.com/blog/minnesota-automatic-renewal-law", "mondaq 1606154"],
  },
  {
    id: "us-ny-ma-ct",
    title: "New York, Massachusetts, Connecticut",
    regions: ["US-NY", "US-MA", "US-CT"],
    customerType: "b2c",
    status: "in force",
    from: null,
    says: "Cancelling is possible by the medium of the sign-up, by a simple mechanism. The flow keeps to this everywhere.",
    demands: {},
    sources: ["insideprivacy.com", "mondaq 1642916"],
  },
  {
    id: "de-312k",
    title: "Germany: section 312k BGB",
    regions: ["DE"],
    customerType: "b2c",
    status: "in force",
    from: null,
    says: "The button “Verträge hier kündigen” leads directly to one confirmation page whose button says “jetzt kündigen”. The law's fields are minimum and maximum; no login, survey or offer stands before it; a survey may follow. The confirmation is sent at once on a durable medium.",
    demands: { noOffer: true, confirmFirst: true, statute: "de" },
    sources: [
      "schutzverband.org",
      "itmr-legal.de",
      "alro-recht.de",
      "shopbetreiber-blog.de (LG Köln 33 O 355/22, OLG Düsseldorf 20 UKl 3/23, LG Hamburg 312 O 148/23)",
    ],
  },
  {
    id: "fr-2023-417",
    title: "France: decree 2023-417",
    regions: ["FR"],
    customerType: "b2c",
    status: "in force",
    from: null,
    says: "“Résilier votre contrat” leads in three clicks over the details and a recapitulation to the confirmation; free, always available, with a receipt.",
    demands: { statute: "fr" },
    sources: ["sorba-avocat.fr", "aide-sociale.fr"],
  },
  {
    id: "eu-2023-2673",
    title: "European Union: directive 2023/2673, the withdrawal function",
    regions: EU,
    customerType: "b2c",
    status: "in force",
    from: "2026-06-19",
    says: "While a contract can be withdrawn from, a second control “withdraw from contract here” leads to “confirm withdrawal” and to an acknowledgement on a durable medium with content, date and time.",
    demands: { withdrawal: true },
    sources: ["mondaq 1799028", "edwincoe.com"],
  },
  {
    id: "uk-dmcc",
    title: "United Kingdom: Digital Markets, Competition and Consumers Act",
    regions: ["GB"],
    customerType: "b2c",
    status: "not in force",
    from: null,
    says: "Expected in spring 2027: easy exit and cooling-off periods. Off until it is in force.",
    demands: {},
    sources: ["slaughterandmay.com", "reedsmith.com"],
  },
  {
    id: "eaa-2019-882",
    title: "European Union: European Accessibility Act",
    regions: EU,
    customerType: "b2c",
    status: "in force",
    from: "2025-06-28",
    says: "Electronic commerce is accessible. The flow keeps to WCAG 2.2 AA everywhere.",
    demands: {},
    sources: ["sorena.io", "accessible.org"],
  },
];

export interface RegionQuestion {
  /** ISO 3166, as the link said; null: not said. */
  region: string | null;
  customerType: CustomerType | null;
  /** What the owner declared; empty: nothing. */
  markets: readonly string[];
  customerTypes: readonly CustomerType[];
  /** Ms since 1970. */
  at: number;
}

/** Whether one region lies in the other, either way round: "US" may be California. */
const mayBe = (a: string, b: string) => a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);

/** The rules that hold, or may hold, for somebody: what is not known is taken at its strictest among what the owner declared. */
export function rulesFor({ region, customerType, markets, customerTypes, at }: RegionQuestion): RegionRule[] {
  const places = region === null ? markets : [region];
  // Nothing is known of the place, so it may be every one.
  const isAnywhere = places.length === 0;
  const mayBeConsumer = customerType === null ? customerTypes.length === 0 || customerTypes.includes("b2c") : customerType === "b2c";
  return regionRules.filter(
    (rule) =>
      rule.status === "in force" &&
      (rule.from === null || Date.parse(rule.from) <= at) &&
      (rule.customerType === "any" || (rule.customerType === "b2c" ? mayBeConsumer : !mayBeConsumer)) &&
      (isAnywhere || rule.regions.some((place) => places.some((known) => mayBe(known, place)))),
  );
}

/**
 * All that the rules demand, together. A statute's words belong to one country: the one that is known or, where the link does not
 * say, the strictest among those that the owner declared, which is Germany.
 */
export function demandsFor(question: RegionQuestion): Demands {
  const rules = rulesFor(question);
  const some = (demand: "noOffer" | "cancelActsAtOnce" | "confirmFirst" | "withdrawal") => rules.some((rule) => rule.demands[demand] === true);
  const known = question.region ?? question.markets.find((market) => market === "DE") ?? (question.markets.length === 1 ? question.markets[0] : undefined);
  const statute =
    known === undefined ? null : (rules.find((rule) => rule.demands.statute && rule.regions.some((place) => mayBe(known, place)))?.demands.statute ?? null);
  return {
    noOffer: some("noOffer"),
    cancelActsAtOnce: some("cancelActsAtOnce"),
    confirmFirst: some("confirmFirst"),
    statute,
    withdrawal: some("withdrawal"),
  };
}
