import { hostedLocaleCodes, hostedLocales } from "#lib/core/hosted-locales.ts";
import type { CopyField, FlowConfig, Offer } from "./flow-config.ts";
import { copyFieldNames } from "./lint-words.ts";
import { benefitText, conditionsText } from "./offer-text.ts";

/** One thing that differs between two flows, in words; null: it is not there. */
export interface FlowChange {
  where: string;
  before: string | null;
  after: string | null;
}

/** A flow as named lines, in the order of its editor. */
type Lines = Map<string, string>;

/** What differs between two flows, readable by whoever edits them. An offer is the same by its id, however it is called. */
export function diffFlows(before: FlowConfig, after: FlowConfig): FlowChange[] {
  // An offer is called what it is called now, so that its lines meet although it was renamed.
  const labels = new Map([...before.offers, ...after.offers].map(({ id, label }) => [id, label]));
  const names = new Map([...labels].map(([id, label]) => [id, isShared(label, labels) ? `“${label}” (${id})` : `“${label}”`]));
  const [a, b] = [linesOf(before, after, names), linesOf(after, before, names)];
  return [...new Set([...b.keys(), ...a.keys()])].flatMap((where) => {
    const [from, to] = [a.get(where) ?? null, b.get(where) ?? null];
    return from === to ? [] : [{ where, before: from, after: to }];
  });
}

function isShared(label: string, labels: ReadonlyMap<string, string>): boolean {
  return [...labels.values()].filter((other) => other === label).length > 1;
}

const customers = { b2b: "businesses", b2c: "consumers" } as const;

/** @param other the flow it is compared with: an offer that is not in both is told in one line */
function linesOf(config: FlowConfig, other: FlowConfig, names: ReadonlyMap<string, string>): Lines {
  const lines: Lines = new Map();
  const isInBoth = ({ id }: Offer) => other.offers.some((offer) => offer.id === id) && config.offers.some((offer) => offer.id === id);
  const order = config.offers.filter(isInBoth).map(({ id }) => names.get(id));
  if (order.length > 1) lines.set("Order of the offers", order.map((name, i) => `${i + 1}. ${name}`).join("\n"));
  for (const offer of config.offers) {
    const where = `Offer ${names.get(offer.id)}`;
    if (isInBoth(offer)) putOffer(lines, where, offer);
    else lines.set(where, summaryOf(offer));
  }
  const { branding, result } = config;
  lines.set("Product name", branding.productName ?? "not set");
  lines.set("Accent", branding.accent);
  lines.set("Logo", branding.logoId === null ? "none" : `image ${branding.logoId.slice(0, 7)}`);
  lines.set("Support link", branding.supportUrl ?? "none");
  for (const locale of hostedLocaleCodes) {
    for (const [field, name] of Object.entries(copyFieldNames) as [CopyField, string][]) {
      const text = config.copy[locale]?.[field];
      if (text !== undefined) lines.set(`${name}, ${hostedLocales[locale]}`, text);
    }
  }
  lines.set("Languages", config.languages.map((locale) => hostedLocales[locale]).join(", "));
  lines.set("Markets", [...config.markets].sort().join(", ") || "not declared");
  const types = [...config.customerTypes].sort().map((type) => customers[type]);
  lines.set("Customers", types.join(" and ") || "not declared");
  lines.set("Withdrawal in the first 14 days", config.withdrawalRight ? "possible" : "not offered");
  lines.set("Life of an unopened link", `${config.linkLifeMinutes.toLocaleString("en")} minutes`);
  lines.set("Result is carried in", result.carriedIn === "fragment" ? "the fragment (#)" : "the query (?)");
  lines.set("Result is signed with", result.algorithm);
  return lines;
}

function reasonsText({ reasons }: Offer): string {
  return reasons.length === 0 ? "any, and none" : reasons.join(", ");
}

/** An offer in one line, with all that its customers meet. */
function summaryOf(offer: Offer): string {
  const translated = hostedLocaleCodes.filter((locale) => offer.labels[locale] !== undefined || offer.termsByLocale[locale] !== undefined);
  return [
    `${offer.enabled ? "on" : "off"}; ${benefitText(offer)}`,
    `for reasons ${reasonsText(offer)}`,
    conditionsText(offer.conditions),
    `shown again after ${offer.cooldownDays} days`,
    translated.length > 0 && `in ${translated.map((locale) => hostedLocales[locale]).join(", ")} too`,
    `“${offer.terms}”`,
  ]
    .filter(Boolean)
    .join("; ");
}

function putOffer(lines: Lines, where: string, offer: Offer): void {
  lines.set(`${where}, shown`, offer.enabled ? "on" : "off");
  lines.set(`${where}, label`, offer.label);
  lines.set(`${where}, gives`, benefitText(offer));
  lines.set(`${where}, terms`, offer.terms);
  for (const locale of hostedLocaleCodes) {
    const [label, terms] = [offer.labels[locale], offer.termsByLocale[locale]];
    if (label !== undefined) lines.set(`${where}, label in ${hostedLocales[locale]}`, label);
    if (terms !== undefined) lines.set(`${where}, terms in ${hostedLocales[locale]}`, terms);
  }
  lines.set(`${where}, for reasons`, reasonsText(offer));
  lines.set(`${where}, for customers`, conditionsText(offer.conditions) || "all");
  lines.set(`${where}, shown again after`, offer.cooldownDays === 0 ? "no time" : `${offer.cooldownDays} days`);
}
