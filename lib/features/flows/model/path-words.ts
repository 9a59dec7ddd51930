import { hostedLocales } from "#lib/core/hosted-locales.ts";
import type { FlowConfig } from "./flow-config.ts";
import { copyFieldNames } from "./lint-words.ts";

/** What the fields of an offer are called where they are edited. */
const ofOffer: Readonly<Record<string, string>> = {
  label: "label",
  labels: "label",
  terms: "terms",
  termsByLocale: "terms",
  "value.percent": "percent off",
  "value.amount": "amount off",
  "value.currency": "currency",
  months: "months",
  reasons: "reasons",
  "conditions.plans": "plans",
  "conditions.mrrFrom": "MRR from",
  "conditions.mrrTo": "MRR to",
  "conditions.tenureDaysFrom": "days as a customer from",
  "conditions.tenureDaysTo": "days as a customer to",
  "conditions.regions": "regions",
  cooldownDays: "days until it is shown again",
};

const ofFlow: Readonly<Record<string, string>> = {
  offers: "Offers",
  "branding.productName": "Product name",
  "branding.accent": "Accent",
  "branding.logoId": "Logo",
  "branding.supportUrl": "Support link",
  languages: "Languages",
  markets: "Markets",
  customerTypes: "Whom you sell to",
  linkLifeMinutes: "Life of an unopened link",
};

/** Where a field of a flow stands, as its editor calls it: "offers.0.conditions.mrrTo" is “Offer “Stay for less”, MRR to”. */
export function wordsOfPath(path: string, { offers }: Pick<FlowConfig, "offers">): string {
  const [first, second = "", ...rest] = path.split(".");
  if (first === "copy" && Object.hasOwn(copyFieldNames, rest.join("."))) {
    return `${copyFieldNames[rest.join(".") as keyof typeof copyFieldNames]}${inLanguage(second, ", ")}`;
  }
  if (first !== "offers" || second === "") return named(path, ofFlow)?.name ?? path;
  const label = offers[Number(second)]?.label.trim();
  const offer = label ? `Offer “${label}”` : `Offer ${Number(second) + 1}`;
  const field = named(rest.join("."), ofOffer);
  return field === null ? offer : `${offer}, ${field.name}${inLanguage(field.rest, " in ")}`;
}

/** The longest beginning of a path that has a name; an item of a list goes by the list's. */
function named(path: string, names: Readonly<Record<string, string>>): { name: string; rest: string } | null {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const name = names[parts.slice(0, length).join(".")];
    if (name !== undefined) return { name, rest: parts.slice(length).join(".") };
  }
  return null;
}

function inLanguage(code: string, before: string): string {
  return Object.hasOwn(hostedLocales, code) ? `${before}${hostedLocales[code as keyof typeof hostedLocales]}` : "";
}
