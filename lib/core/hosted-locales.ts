/** The languages of the hosted flow, in the order in which a switcher lists them, each by its own name. */
export const hostedLocales = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  it: "Italiano",
  pt: "Português",
  nl: "Nederlands",
  pl: "Polski",
  ja: "日本語",
  ar: "العربية",
} as const;

export type HostedLocale = keyof typeof hostedLocales;

export const hostedLocaleCodes = Object.keys(hostedLocales) as [HostedLocale, ...HostedLocale[]];

function isHostedLocale(text: string): text is HostedLocale {
  return Object.hasOwn(hostedLocales, text);
}

/** The language for a list of wishes (BCP 47, best first): the first whose language is among `enabled`, else the first enabled one. */
export function chooseLocale(wishes: readonly (string | null)[], enabled: readonly HostedLocale[]): HostedLocale {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/, 1)[0] ?? "";
    if (isHostedLocale(language) && enabled.includes(language)) return language;
  }
  return enabled[0] ?? "en";
}

/** The languages of an Accept-Language header, best first (RFC 9110, 12.5.4); what is refused (q=0) or not understood is left out. */
export function acceptedLanguages(header: string | undefined): string[] {
  const wishes = (header ?? "")
    .slice(0, 1_000)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
      const quality = parameters.find((parameter) => /^q=/i.test(parameter));
      return { tag, weight: quality === undefined ? 1 : Number(quality.slice(2)) };
    });
  return wishes
    .filter(({ tag, weight }) => /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
