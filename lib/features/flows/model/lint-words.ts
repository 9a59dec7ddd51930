import { type HostedLocale, hostedLocales } from "#lib/core/hosted-locales.ts";
import type { CopyField, FlowConfig } from "./flow-config.ts";
import { wordFaultOf, wordFaultReasons } from "./forbidden-words.ts";
import type { LintFinding } from "./lint-finding.ts";

export const copyFieldNames: Readonly<Record<CopyField, string>> = {
  reasonIntro: "Introduction",
  loss: "What ends",
  staysPossible: "What stays possible",
  receiptNote: "Note on the receipt",
};

interface Written {
  path: string;
  where: string;
  text: string;
  /** Null: the default text, in whatever language. */
  locale: HostedLocale | null;
}

/** What speaks against the owner's own words, and where some are missing. */
export function* lintWords(config: FlowConfig): Generator<LintFinding> {
  for (const { path, where, text, locale } of writtenIn(config)) {
    const fault = wordFaultOf(text, locale);
    if (fault === null) continue;
    const reason = wordFaultReasons[fault.fault];
    yield { level: "error", path, where, says: `It holds ${reason}: “${fault.found}”. Say it plainly; this is refused in every market.`, rule: "us-baseline" };
  }
  yield* lintTranslations(config);
}

function* writtenIn({ offers, copy, branding }: FlowConfig): Generator<Written> {
  for (const [i, offer] of offers.entries()) {
    const where = `Offer “${offer.label}”`;
    yield { path: `offers.${i}.label`, where: `${where}, label`, text: offer.label, locale: null };
    yield { path: `offers.${i}.terms`, where: `${where}, terms`, text: offer.terms, locale: null };
    for (const [name, said, what] of [
      ["labels", offer.labels, "label"],
      ["termsByLocale", offer.termsByLocale, "terms"],
    ] as const) {
      for (const [locale, text] of entriesOf(said))
        yield { path: `offers.${i}.${name}.${locale}`, where: `${where}, ${what} in ${hostedLocales[locale]}`, text, locale };
    }
  }
  for (const [locale, texts] of entriesOf(copy)) {
    for (const [field, text] of Object.entries(texts) as [CopyField, string | undefined][]) {
      if (text !== undefined) yield { path: `copy.${locale}.${field}`, where: `${copyFieldNames[field]}, ${hostedLocales[locale]}`, text, locale };
    }
  }
  if (branding.productName !== null) yield { path: "branding.productName", where: "Product name", text: branding.productName, locale: null };
}

function* lintTranslations({ offers, copy, languages }: FlowConfig): Generator<LintFinding> {
  // The default text is in one of the languages; which one nobody says, so one may be without.
  const others = languages.filter((locale) => locale !== "en");
  for (const [i, offer] of offers.entries()) {
    if (!offer.enabled) continue;
    const missing = others.filter((locale) => offer.labels[locale] === undefined || offer.termsByLocale[locale] === undefined);
    if (missing.length === 0 || languages.length === 1) continue;
    const says = `Customers read the default text in ${names(missing)}. Translate it, or switch these languages off.`;
    yield { level: "warning", path: `offers.${i}.labels`, where: `Offer “${offer.label}”, translations`, says };
  }
  for (const field of Object.keys(copyFieldNames) as CopyField[]) {
    const missing = languages.filter((locale) => copy[locale]?.[field] === undefined);
    if (missing.length === languages.length || missing.length === 0) continue;
    const says = `Your own words are missing in ${names(missing)}; customers read the product’s there.`;
    yield { level: "warning", path: `copy.${missing[0]}.${field}`, where: copyFieldNames[field], says };
  }
}

function names(locales: readonly HostedLocale[]): string {
  return locales.map((locale) => hostedLocales[locale]).join(", ");
}

function entriesOf<Value>(by: Partial<Record<HostedLocale, Value>>): [HostedLocale, Value][] {
  return Object.entries(by) as [HostedLocale, Value][];
}
