import type { HostedLocale } from "#lib/core/hosted-locales.ts";
import * as ar from "./languages/ar.ts";
import * as de from "./languages/de.ts";
import * as en from "./languages/en.ts";
import * as es from "./languages/es.ts";
import * as fr from "./languages/fr.ts";
import * as it from "./languages/it.ts";
import * as ja from "./languages/ja.ts";
import * as nl from "./languages/nl.ts";
import * as pl from "./languages/pl.ts";
import * as pt from "./languages/pt.ts";
import type { Texts } from "./texts.ts";

interface Language {
  texts: Texts;
  reviewed: boolean;
}

export const languages: Readonly<Record<HostedLocale, Language>> = { en, de, fr, es, it, pt, nl, pl, ja, ar };

/** Whether somebody who speaks the language from home has read its texts; the editor labels the others. */
export function isReviewed(locale: HostedLocale): boolean {
  return languages[locale].reviewed;
}
