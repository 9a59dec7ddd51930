import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { escapeText, Raw } from "./html.ts";
import { languages } from "./languages.ts";
import type { FilledKey, HolesOfPlural, HolesOfText, PlainKey, Plural, PluralKey, TextKey } from "./texts.ts";

/** What a language says, ready to be put into pages. Names from outside stand apart, so that they cannot turn the text around them. */
export interface Words extends Figures {
  locale: HostedLocale;
  direction: "ltr" | "rtl";
  say(key: PlainKey): Raw;
  fill<Key extends FilledKey>(key: Key, values: Readonly<Record<HolesOfText<Key>, string>>): Raw;
  /** The same as text that is no HTML yet: for titles and mails. */
  plain(key: TextKey, values?: Readonly<Record<string, string>>): string;
  /** A text by number, as text that is no HTML yet. */
  count<Key extends PluralKey>(key: Key, number: number, values: Readonly<Record<HolesOfPlural<Key>, string>>): string;
}

const RIGHT_TO_LEFT: readonly HostedLocale[] = ["ar"];

/** Text, name of a hole, text, name of a hole, … text. */
type Pieces = readonly string[];

const piecesOf = (text: string): Pieces => text.split(/\{(\w+)\}/);

function fillPieces(pieces: Pieces, values: Readonly<Record<string, string>>): Raw {
  let text = pieces[0] ?? "";
  for (let i = 1; i < pieces.length; i += 2) text += `<bdi>${escapeText(values[pieces[i] ?? ""] ?? "")}</bdi>${pieces[i + 1] ?? ""}`;
  return new Raw(text);
}

function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

function makeWords(locale: HostedLocale): Words {
  const { texts } = languages[locale];
  const rules = new Intl.PluralRules(locale);
  const figures = figuresOf(locale);
  // Split and escaped once; a page only joins them. The names of holes hold nothing to escape.
  const said = new Map<string, Raw>();
  const filled = new Map<string, Pieces>();
  const counted = new Map<string, Plural>();
  for (const [key, text] of Object.entries<string | Plural>(texts)) {
    if (typeof text === "string") {
      said.set(key, new Raw(escapeText(text)));
      filled.set(key, piecesOf(escapeText(text)));
    } else {
      counted.set(key, text);
    }
  }
  return {
    ...figures,
    locale,
    direction: RIGHT_TO_LEFT.includes(locale) ? "rtl" : "ltr",
    say: (key) => said.get(key) ?? new Raw(""),
    fill: (key, values) => fillPieces(filled.get(key) ?? [], values),
    plain: (key, values = {}) => filledIn(texts[key], values),
    count(key, number, values) {
      const forms = counted.get(key);
      return filledIn(forms?.[rules.select(number)] ?? forms?.other ?? "", { ...values, count: figures.number(number) });
    },
  };
}

const made = new Map<HostedLocale, Words>();

/** The words of a language; made at its first page and kept. */
export function wordsOf(locale: HostedLocale): Words {
  const known = made.get(locale);
  if (known) return known;
  const words = makeWords(hostedLocaleCodes.includes(locale) ? locale : "en");
  made.set(locale, words);
  return words;
}
