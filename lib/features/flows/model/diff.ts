import { type HostedLocale, hostedLocales } from "#lib/core/hosted-locales.ts";
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
  const names = new Map([...before.offers, ...after.offers].map(({ id, label }) => [id, label]));
  const [a, b] = [linesOf(before, names), linesOf(after, names)];
  const wheres = [...new Set([...a.keys(), ...b.keys()])];
  return wheres.flatMap((where) => {
    const [from, to] = [a.get(where) ?? null, b.get(where) ?? null];
    return from === to ? [] : [{ where, before: from, after: to }];
  });
}

function linesOf(config: FlowConfig, names: ReadonlyMap<string, string>): Lines {
  const lines: Lines = new Map();
  const same = (name: string) => [...names.values()].filter((other) => other === name).length > 1;
  const nameOf = ({ id }: Offer) => {
    const name = names.get(id) ?? id;
    return same(name) ? `Offer “${name}” (${id})` : `Offer “${name}”`;
  };
  if (config.offers.length > 1) lines.set("Order of the offers", config.offers.map((offer) => `“${names.get(offer.id)}”`).join(", then "));
  for (const offer of config.offers) putOffer(lines, nameOf(offer), offer);
  const { branding, result } = config;
  lines.set("Product name", branding.productName ?? "the workspace’s name");
  lines.set("Accent", branding.accent);
  lines.set("Logo", branding.logoId === null ? "none" : `image ${branding.logoId.slice(0, 7)}`);
  if (branding.supportUrl !== null) lines.set("Support link", branding.supportUrl);
  for (const [locale, texts] of Object.entries(config.copy) as [HostedLocale, Partial<Record<CopyField, string>>][]) {
    for (const [field, text] of Object.entries(texts) as [CopyField, string | undefined][]) {
      if (text !== undefined) lines.set(`${copyFieldNames[field]}, ${hostedLocales[locale]}`, text);
    }
  }
  lines.set("Languages", config.languages.map((locale) => hostedLocales[locale]).join(", "));
  lines.set("Markets", [...config.markets].sort().join(", ") || "not declared");
  const types = { b2b: "businesses", b2c: "consumers" } as const;
  lines.set(
    "Customers",
    [...config.customerTypes]
      .sort()
      .map((type) => types[type])
      .join(" and ") || "not declared",
  );
  lines.set("Withdrawal in the first 14 days", config.withdrawalRight ? "possible" : "not offered");
  lines.set("Life of an unopened link", `${config.linkLifeMinutes.toLocaleString("en")} minutes`);
  lines.set("Result is carried in", result.carriedIn === "fragment" ? "the fragment (#)" : "the query (?)");
  lines.set("Result is signed with", result.algorithm);
  return lines;
}

function putOffer(lines: Lines, where: string, offer: Offer): void {
  lines.set(where, offer.enabled ? "on" : "off");
  lines.set(`${where}, label`, offer.label);
  lines.set(`${where}, gives`, benefitText(offer));
  lines.set(`${where}, terms`, offer.terms);
  for (const [locale, text] of Object.entries(offer.labels) as [HostedLocale, string][]) lines.set(`${where}, label in ${hostedLocales[locale]}`, text);
  for (const [locale, text] of Object.entries(offer.termsByLocale) as [HostedLocale, string][]) lines.set(`${where}, terms in ${hostedLocales[locale]}`, text);
  lines.set(`${where}, for reasons`, offer.reasons.length === 0 ? "any, and none" : offer.reasons.join(", "));
  lines.set(`${where}, for customers`, conditionsText(offer.conditions) || "all");
  lines.set(`${where}, shown again after`, offer.cooldownDays === 0 ? "no time" : `${offer.cooldownDays} days`);
}
