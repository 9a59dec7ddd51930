import type { HostedLocale } from "#lib/core/hosted-locales.ts";

/**
 * What no page may say, in any language: hurry, countdowns, guilt, controls that shame whoever presses them. Stems, lower case.
 * Short by intent: each stands for a trick that was seen, and none is a word that a plain page needs.
 */
const FORBIDDEN: Readonly<Record<HostedLocale, readonly string[]>> = {
  en: [
    ...["hurry", "last chance", "limited time", "expires in", "minutes left", "seconds left", "only today", "act now", "don't miss", "before it's too late"],
    ...[
      "don't want to save",
      "i don't like saving",
      "no thanks, i",
      "no thanks, i’ll",
      "i hate",
      "sad to see",
      "sorry to see you",
      "miss you",
      "break our heart",
    ],
    ...["are you sure", "will regret", "leaving us", "losing out", "give up my"],
  ],
  de: [
    ...["letzte chance", "nur heute", "beeilen sie", "beeil dich", "läuft ab in", "minuten übrig", "jetzt zugreifen", "bevor es zu spät"],
    ...[
      "möchte nicht sparen",
      "will nicht sparen",
      "sehr schade",
      "schade, dass",
      "traurig",
      "vermissen",
      "wirklich sicher",
      "bereuen",
      "verlassen sie uns",
      "verzichte auf",
    ],
  ],
  fr: [
    ...["dernière chance", "dépêchez", "aujourd’hui seulement", "plus que quelques", "expire dans", "avant qu’il ne soit trop tard"],
    ...["ne veux pas économiser", "c’est dommage", "quel dommage", "triste", "vous nous manque", "êtes-vous sûr", "regretter", "nous quitter", "tant pis"],
  ],
  es: [
    ...["última oportunidad", "dese prisa", "solo hoy", "sólo hoy", "caduca en", "quedan solo", "antes de que sea tarde"],
    ...["no quiero ahorrar", "lástima", "triste", "echaremos de menos", "está seguro", "arrepentir", "abandonarnos"],
  ],
  it: [
    ...["ultima occasione", "si affretti", "solo oggi", "scade tra", "restano solo", "prima che sia tardi"],
    ...["non voglio risparmiare", "peccato", "triste", "mancherà", "è sicuro", "pentir", "lasciarci"],
  ],
  pt: [
    ...["última oportunidade", "última chance", "apresse", "só hoje", "expira em", "restam apenas", "antes que seja tarde"],
    ...["não quero poupar", "não quero economizar", "que pena", "triste", "sentir a sua falta", "tem a certeza", "tem certeza", "arrepender", "deixar-nos"],
  ],
  nl: [
    ...["laatste kans", "haast u", "alleen vandaag", "nog maar even", "verloopt over", "voordat het te laat"],
    ...["wil niet besparen", "jammer", "verdrietig", "missen u", "weet u het zeker", "spijt", "ons verlaten"],
  ],
  pl: [
    ...["ostatnia szansa", "pospiesz", "tylko dziś", "tylko dzisiaj", "wygasa za", "pozostało tylko", "zanim będzie za późno"],
    ...["nie chcę oszczędzać", "szkoda, że", "smutno", "tęsknić", "na pewno chce", "żałować", "opuścić nas"],
  ],
  ja: ["最後のチャンス", "お急ぎ", "本日限り", "残りわずか", "残り時間", "今だけ", "節約したくない", "残念", "寂しい", "本当によろしい", "後悔", "お別れ"],
  ar: [
    "الفرصة الأخيرة",
    "أسرع",
    "اليوم فقط",
    "تنتهي خلال",
    "لفترة محدودة فقط",
    "قبل فوات",
    "لا أريد التوفير",
    "للأسف",
    "نأسف",
    "سنفتقد",
    "متأكد",
    "ستندم",
    "تتركنا",
  ],
};

const EXCLAMATION = /[!！¡]/;
const normal = (text: string) => text.toLowerCase().replaceAll("'", "’");

/** What of a text no page may say; for the product's own texts by the tests, for an owner's when a flow is published. */
export function forbiddenIn(text: string, locale: HostedLocale): string[] {
  const said = normal(text);
  const found = FORBIDDEN[locale].filter((word) => said.includes(normal(word)));
  return EXCLAMATION.test(text) ? [...found, "!"] : found;
}
