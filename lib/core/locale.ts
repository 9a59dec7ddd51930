/** The usual form of a BCP 47 language tag ("pt-br" → "pt-BR"), or null when it is none. */
export function canonicalLocale(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}
