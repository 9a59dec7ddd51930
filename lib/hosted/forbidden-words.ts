import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import { EXCLAMATION, forbiddenPhrases } from "#lib/features/flows/model/forbidden-words.ts";

/**
 * What the product's own pages may not say beyond what owners are held to: stems, in lower case. Some are words that an owner may
 * need in a plain sentence, and none is one that our pages need.
 */
const STEMS: Readonly<Record<HostedLocale, readonly string[]>> = {
  en: [
    "minutes left",
    "seconds left",
    "i don't like saving",
    "i hate",
    "sad to see",
    "sorry to see you",
    "miss you",
    "will regret",
    "leaving us",
    "losing out",
    "give up my",
  ],
  de: [
    "beeilen sie",
    "minuten übrig",
    "jetzt zugreifen",
    "bevor es zu spät",
    "sehr schade",
    "traurig",
    "vermissen",
    "wirklich sicher",
    "bereuen",
    "verlassen sie uns",
    "verzichte auf",
  ],
  fr: [
    "dépêchez",
    "plus que quelques",
    "avant qu’il ne soit trop tard",
    "c’est dommage",
    "quel dommage",
    "triste",
    "vous nous manque",
    "regretter",
    "nous quitter",
    "tant pis",
  ],
  es: ["quedan solo", "antes de que sea tarde", "lástima", "triste", "echaremos de menos", "arrepentir"],
  it: ["restano solo", "prima che sia tardi", "peccato", "triste", "mancherà", "è sicuro", "pentir", "lasciarci"],
  pt: ["apresse", "restam apenas", "antes que seja tarde", "que pena", "triste", "sentir a sua falta", "arrepender", "deixar-nos"],
  nl: ["nog maar even", "voordat het te laat", "jammer", "verdrietig", "missen u", "spijt", "ons verlaten"],
  pl: ["pospiesz", "pozostało tylko", "zanim będzie za późno", "szkoda, że", "smutno", "tęsknić", "na pewno chce", "żałować", "opuścić nas"],
  ja: ["残り時間", "今だけ", "節約したくない", "残念", "寂しい", "お別れ"],
  ar: ["قبل فوات", "للأسف", "نأسف", "سنفتقد", "متأكد", "تتركنا"],
};

const normal = (text: string) => text.toLowerCase().replaceAll("'", "’");

/** What one of our own texts says that it may not: what owners may not say, inside other words too, and what only we may not. English counts everywhere. */
export function forbiddenIn(text: string, locale: HostedLocale): string[] {
  const said = normal(text);
  const words = new Set([...forbiddenPhrases("en"), ...forbiddenPhrases(locale), ...STEMS[locale]].map(normal));
  const found = [...words].filter((word) => said.includes(word));
  return EXCLAMATION.test(text) ? [...found, "!"] : found;
}
