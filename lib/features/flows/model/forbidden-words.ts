import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";

/** What no sentence of a cancellation flow may say, the product's own included: it hurries, or makes leaving feel wrong. */

export type WordFault = "exclamation" | "hurry" | "shame";

/** Why, for whoever wrote it. */
export const wordFaultReasons: Readonly<Record<WordFault, string>> = {
  exclamation: "an exclamation mark",
  hurry: "words that hurry the customer",
  shame: "words that make leaving feel wrong",
};

/** Every language's. */
export const EXCLAMATION = /[!¡！﹗‼⁉]/u;

/** Parts of sentences, in lower case; each as narrow as it can be, so that plain sentences stay possible. */
const phrases: Readonly<Record<HostedLocale, Readonly<Record<"hurry" | "shame", readonly string[]>>>> = {
  en: {
    hurry: [
      "hurry",
      "last chance",
      "act now",
      "only today",
      "today only",
      "limited time",
      "limited-time",
      "expires in",
      "before it's too late",
      "before it’s too late",
      "don't miss",
      "don’t miss",
      "countdown",
      "only a few left",
      "now or never",
    ],
    shame: [
      "are you sure",
      "really want to leave",
      "really want to cancel",
      "you will regret",
      "you'll regret",
      "you’ll regret",
      "regret it",
      "sorry to see you go",
      "sad to see you go",
      "abandon us",
      "give up on",
      "don't want to save",
      "don’t want to save",
      "i hate saving",
      "no thanks, i",
      "prefer to pay more",
      "like paying more",
      "lose everything",
      "please don't go",
      "please don’t go",
      "break our heart",
      "let us down",
      "let your team down",
    ],
  },
  de: {
    hurry: [
      "beeilen sie sich",
      "beeil dich",
      "letzte chance",
      "nur heute",
      "jetzt handeln",
      "läuft ab in",
      "nicht verpassen",
      "nur noch wenige",
      "zeitlich begrenzt",
    ],
    shame: [
      "sind sie sicher",
      "bist du sicher",
      "wirklich verlassen",
      "wirklich kündigen",
      "werden sie bereuen",
      "wirst du bereuen",
      "schade, dass",
      "im stich",
      "nein danke, ich",
      "nicht sparen",
      "alles verlieren",
      "bitte gehen sie nicht",
      "bitte geh nicht",
    ],
  },
  fr: {
    hurry: [
      "dépêchez-vous",
      "dernière chance",
      "seulement aujourd'hui",
      "seulement aujourd’hui",
      "aujourd'hui seulement",
      "aujourd’hui seulement",
      "agissez maintenant",
      "expire dans",
      "durée limitée",
      "ne manquez pas",
      "ne ratez pas",
    ],
    shame: [
      "êtes-vous sûr",
      "es-tu sûr",
      "vraiment partir",
      "vraiment nous quitter",
      "vous allez regretter",
      "vous le regretterez",
      "tristes de vous voir partir",
      "désolés de vous voir partir",
      "non merci, je",
      "ne veux pas économiser",
      "tout perdre",
      "ne partez pas",
      "nous abandonner",
    ],
  },
  es: {
    hurry: [
      "date prisa",
      "dese prisa",
      "última oportunidad",
      "solo hoy",
      "sólo hoy",
      "actúa ahora",
      "actúe ahora",
      "caduca en",
      "expira en",
      "tiempo limitado",
      "no te pierdas",
      "no se pierda",
    ],
    shame: [
      "estás seguro",
      "está seguro",
      "de verdad quieres irte",
      "realmente quieres",
      "te arrepentirás",
      "se arrepentirá",
      "sentimos verte partir",
      "lamentamos verte",
      "no gracias, yo",
      "no quiero ahorrar",
      "perderás todo",
      "perderlo todo",
      "no te vayas",
      "abandonarnos",
    ],
  },
  it: {
    hurry: [
      "affrettati",
      "si affretti",
      "ultima possibilità",
      "ultima occasione",
      "solo oggi",
      "agisci ora",
      "scade tra",
      "tempo limitato",
      "non perdere l'",
      "non perdere l’",
      "da non perdere",
    ],
    shame: [
      "sei sicuro",
      "è sicuro di",
      "vuoi davvero",
      "vuole davvero",
      "te ne pentirai",
      "se ne pentirà",
      "ci dispiace vederti andare",
      "no grazie, io",
      "non voglio risparmiare",
      "perdere tutto",
      "perderai tutto",
      "non andare via",
      "abbandonarci",
    ],
  },
  pt: {
    hurry: [
      "apresse-se",
      "se apresse",
      "última oportunidade",
      "última chance",
      "só hoje",
      "somente hoje",
      "aja agora",
      "expira em",
      "tempo limitado",
      "não perca",
    ],
    shame: [
      "tem a certeza",
      "tem certeza",
      "quer mesmo",
      "vai se arrepender",
      "vai arrepender-se",
      "lamentamos vê-lo partir",
      "lamentamos ver você",
      "não obrigado, eu",
      "não quero poupar",
      "não quero economizar",
      "perder tudo",
      "não vá embora",
      "nos abandonar",
    ],
  },
  nl: {
    hurry: ["haast je", "haast u", "laatste kans", "alleen vandaag", "handel nu", "verloopt over", "tijdelijk aanbod", "mis het niet"],
    shame: [
      "weet je het zeker",
      "weet u het zeker",
      "echt weggaan",
      "echt opzeggen",
      "spijt van krijgen",
      "jammer dat je",
      "jammer dat u",
      "nee bedankt, ik",
      "niet besparen",
      "alles kwijt",
      "ga niet weg",
      "in de steek",
    ],
  },
  pl: {
    hurry: ["pospiesz się", "pośpiesz się", "ostatnia szansa", "tylko dziś", "tylko dzisiaj", "działaj teraz", "wygasa za", "ograniczony czas", "nie przegap"],
    shame: [
      "czy na pewno",
      "czy jesteś pewien",
      "jesteś pewna",
      "naprawdę chcesz",
      "będziesz żałować",
      "pożałujesz",
      "szkoda, że odchodzisz",
      "przykro nam, że odchodzisz",
      "nie dziękuję, ja",
      "nie chcę oszczędzać",
      "stracisz wszystko",
      "nie odchodź",
      "opuszczasz nas",
    ],
  },
  ja: {
    hurry: ["お急ぎ", "今すぐお申し込み", "最後のチャンス", "本日限り", "今日だけ", "期間限定", "残りわずか", "お見逃しなく", "カウントダウン"],
    shame: ["本当によろしい", "本当に解約", "後悔", "残念です", "行かないで", "すべてを失", "お得を逃"],
  },
  ar: {
    hurry: ["أسرع", "الفرصة الأخيرة", "فرصتك الأخيرة", "اليوم فقط", "لفترة محدودة", "ينتهي خلال", "تنتهي خلال", "لا تفوت", "عد تنازلي"],
    shame: [
      "هل أنت متأكد",
      "حقا تريد المغادرة",
      "سوف تندم",
      "ستندم",
      "يحزننا رحيلك",
      "يؤسفنا رحيلك",
      "لا ترحل",
      "لا أريد التوفير",
      "ستخسر كل شيء",
      "تتخلى عنا",
    ],
  },
};

/** All phrases of a language that are refused, in lower case. */
export function forbiddenPhrases(locale: HostedLocale): readonly string[] {
  return [...phrases[locale].hurry, ...phrases[locale].shame];
}

/**
 * What is wrong with a text, first the worst; null: nothing. English counts in every language, since it is written into all.
 * @param locale null: a text whose language nobody says, which is read in all of them
 */
export function wordFaultOf(text: string, locale: HostedLocale | null): { fault: WordFault; found: string } | null {
  const lower = text.normalize("NFC").toLowerCase();
  for (const fault of ["shame", "hurry"] as const) {
    for (const language of locale === null ? hostedLocaleCodes : [locale, "en" as const]) {
      const found = phrases[language][fault].find((phrase) => holds(lower, phrase));
      if (found !== undefined) return { fault, found };
    }
  }
  const mark = EXCLAMATION.exec(text);
  return mark === null ? null : { fault: "exclamation", found: mark[0] };
}

/** Whether a phrase stands there as words of its own; languages without spaces have no such edges. */
function holds(text: string, phrase: string): boolean {
  const at = text.indexOf(phrase);
  if (at === -1) return false;
  if (!/^[\p{Script=Latin}\s'’,-]+$/u.test(phrase)) return true;
  const isLetter = (character: string | undefined) => character !== undefined && /\p{L}/u.test(character);
  for (let from = at; from !== -1; from = text.indexOf(phrase, from + 1)) {
    if (!isLetter(text[from - 1]) && !isLetter(text[from + phrase.length])) return true;
  }
  return false;
}
