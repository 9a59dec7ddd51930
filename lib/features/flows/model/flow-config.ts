import { z } from "zod";
import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";

/** What an owner shapes of the hosted flow, as a draft and, frozen, as a published version. Reasons stay the workspace's own list. */

const LOCALES = z.enum(hostedLocaleCodes);

/** Text in one line, or in paragraphs where the field allows it. */
const line = (max: number) => z.string().trim().min(1, "must not be empty").max(max, `must be at most ${max} characters`);

/** A text by language; a language without one takes the default text. */
const translations = (max: number) => z.partialRecord(LOCALES, line(max)).default({});

/** ISO 3166-1 alpha-2, with the subdivision of ISO 3166-2 where law differs by it: DE, US, US-CA. */
export const regionSchema = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "must be a country, or a country and subdivision, of ISO 3166 such as DE or US-CA");

const discount = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent"), percent: z.int().min(1, "must be 1 to 100").max(100, "must be 1 to 100") }),
  z.strictObject({
    kind: z.literal("amount"),
    /** Major units, such as 10.50. */
    amount: z.number().positive("must be more than 0").max(1e6, "must be at most 1,000,000"),
    /** ISO 4217. */
    currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency of ISO 4217 such as EUR"),
  }),
]);

const range = (max: number) => z.number().min(0, "must not be negative").max(max).nullable().default(null);

const conditions = z
  .strictObject({
    /** Plans as the integrator names them; empty means every plan. */
    plans: z.array(line(255)).max(50).default([]),
    mrrFrom: range(1e9),
    mrrTo: range(1e9),
    tenureDaysFrom: range(36_500),
    tenureDaysTo: range(36_500),
    /** Empty means every region; a country means all of its subdivisions. */
    regions: z.array(regionSchema).max(100).default([]),
  })
  .superRefine((value, issues) => {
    for (const name of ["mrr", "tenureDays"] as const) {
      const [from, to] = [value[`${name}From`], value[`${name}To`]];
      if (from !== null && to !== null && from > to) issues.addIssue({ code: "custom", path: [`${name}To`], message: "must not be less than the lower end" });
    }
  });

const offerBase = {
  /** Stays the same through all versions, so that what was shown can be counted. */
  id: z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/, "must be 1 to 40 lower-case letters, digits and underscores"),
  enabled: z.boolean().default(true),
  /** What customers and the ledger call it. */
  label: line(255),
  labels: translations(255),
  /** What is promised and what it is bound to, in plain words. */
  terms: line(1_000),
  termsByLocale: translations(1_000),
  /** Reason keys it is shown for; empty means every reason, a skipped one too. */
  reasons: z.array(z.string().max(63)).max(100).default([]),
  conditions: conditions.default({ plans: [], mrrFrom: null, mrrTo: null, tenureDaysFrom: null, tenureDaysTo: null, regions: [] }),
  /** A customer who was shown it is not shown it again for so many days. */
  cooldownDays: z.int().min(0).max(3_650).default(90),
};

export const offerSchema = z.discriminatedUnion("type", [
  z.strictObject({
    ...offerBase,
    type: z.literal("discount"),
    value: discount,
    /** How many monthly payments it lowers; null: all that follow. */
    months: z.int().min(1).max(36).nullable().default(3),
  }),
  z.strictObject({ ...offerBase, type: z.literal("pause"), months: z.int().min(1, "must be 1 to 6 months").max(6, "must be 1 to 6 months") }),
]);

export type Offer = z.output<typeof offerSchema>;

/** The sentences an owner may put in their own words; all others are the product's. */
export const copyFields = ["reasonIntro", "loss", "staysPossible", "receiptNote"] as const;
export type CopyField = (typeof copyFields)[number];

const copyOfLocale = z.strictObject({
  /** Under the first screen's heading. */
  reasonIntro: line(400).optional(),
  /** What ends with the subscription. */
  loss: line(600).optional(),
  /** What stays possible afterwards: exporting data, coming back. */
  staysPossible: line(600).optional(),
  /** On the receipt. */
  receiptNote: line(600).optional(),
});

export const customerTypes = ["b2b", "b2c"] as const;
export type CustomerType = (typeof customerTypes)[number];

const supportUrl = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https:\/\/[^\s<>"]+|mailto:[^\s<>"@]+@[^\s<>"@]+)$/i, "must begin with https:// or mailto:");

export const flowConfigSchema = z.strictObject({
  offers: z
    .array(offerSchema)
    .max(20, "must be at most 20 offers")
    .superRefine((offers, issues) => {
      const seen = new Set<string>();
      for (const [i, { id }] of offers.entries()) {
        if (seen.has(id)) issues.addIssue({ code: "custom", path: [i, "id"], message: "is the id of another offer" });
        seen.add(id);
      }
    })
    .default([]),
  branding: z
    .strictObject({
      /** What the customer cancels, where the link does not say; null: the workspace's name. */
      productName: line(80).nullable().default(null),
      /** #rrggbb; corrected where its contrast is too low. */
      accent: z
        .string()
        .regex(/^#[0-9a-f]{6}$/, "must be a colour such as #0f766e")
        .default("#0f766e"),
      /** Id of an uploaded logo; null: none. */
      logoId: z.string().nullable().default(null),
      supportUrl: supportUrl.nullable().default(null),
    })
    .prefault({}),
  copy: z.partialRecord(LOCALES, copyOfLocale).default({}),
  languages: z.array(LOCALES).min(1, "must be at least one language").default(hostedLocaleCodes),
  /** Where the merchant's customers live; empty: not declared. */
  markets: z.array(regionSchema).max(100, "must be at most 100 markets").default([]),
  /** Whom the merchant sells to; empty: not declared. */
  customerTypes: z.array(z.enum(customerTypes)).max(2).default([]),
  /** Whether contracts can be withdrawn from in their first 14 days (EU consumers). */
  withdrawalRight: z.boolean().default(false),
  /** Life of an unopened link, in minutes. */
  linkLifeMinutes: z.int().min(5, "must be 5 to 1,440 minutes").max(1_440, "must be 5 to 1,440 minutes").default(30),
  result: z
    .strictObject({
      /** Where the result token stands in the return address. */
      carriedIn: z.enum(["fragment", "query"]).default("fragment"),
      algorithm: z.enum(["HS256", "EdDSA"]).default("HS256"),
    })
    .prefault({}),
});

export type FlowConfig = z.output<typeof flowConfigSchema>;
export type FlowConfigInput = z.input<typeof flowConfigSchema>;

/** What a workspace runs with until it publishes: no offer, every language. Version 0. */
export const DEFAULT_FLOW: FlowConfig = flowConfigSchema.parse({});

/** What an offer gives, in figures; the pages say it in the language's own sentence. */
export type Benefit =
  | { type: "percent"; percent: number; months: number | null }
  | { type: "amount"; amount: number; currency: string; months: number | null }
  | { type: "pause"; months: number };

/** What an offer gives, without its words. */
export function benefitOf(offer: Offer): Benefit {
  if (offer.type === "pause") return { type: "pause", months: offer.months };
  const { value, months } = offer;
  return value.kind === "percent"
    ? { type: "percent", percent: value.percent, months }
    : { type: "amount", amount: value.amount, currency: value.currency, months };
}

/** An offer's words in a language. */
export function offerWords(offer: Offer, locale: HostedLocale): { label: string; terms: string } {
  return { label: offer.labels[locale] ?? offer.label, terms: offer.termsByLocale[locale] ?? offer.terms };
}
