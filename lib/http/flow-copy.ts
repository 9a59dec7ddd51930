import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import type { CopyField } from "#lib/features/flows/model/flow-config.ts";
import { isReviewed } from "#lib/hosted/languages.ts";
import { wordsOf } from "#lib/hosted/words.ts";

/** What pages say where an owner says nothing, by language; "": nothing. */
export function usualCopy(merchant: string): Record<HostedLocale, Record<CopyField, string>> {
  const copyOf = (locale: HostedLocale) => {
    const words = wordsOf(locale);
    return {
      reasonIntro: words.plain("reasonIntro"),
      loss: words.plain("lossNeutral"),
      staysPossible: words.plain("staysNeutral", { merchant }),
      receiptNote: "",
    };
  };
  return Object.fromEntries(hostedLocaleCodes.map((locale) => [locale, copyOf(locale)])) as Record<HostedLocale, Record<CopyField, string>>;
}

/** Languages that somebody who speaks them from home has read. */
export const reviewedLanguages: readonly HostedLocale[] = hostedLocaleCodes.filter(isReviewed);
