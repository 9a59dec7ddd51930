import { describe, expect, test } from "vitest";
import { hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { forbiddenIn } from "./forbidden-words.ts";
import { isReviewed, languages } from "./languages.ts";
import type { Plural } from "./texts.ts";
import { wordsOf } from "./words.ts";

const english = languages.en.texts;
const keys = Object.keys(english) as (keyof typeof english)[];
const formsOf = (text: string | Plural): string[] => (typeof text === "string" ? [text] : Object.values(text));
const holesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Words that are the same in both languages. */
const SAME: Readonly<Record<string, readonly string[]>> = { fr: [], es: ["errorTitle"] };
/** Numbers that offers have: months. */
const MONTHS = Array.from({ length: 36 }, (_, i) => i + 1);
/** A form that means one number may say it as a word. */
const SAYS_NUMBER = ["zero", "one", "two"];

describe.each(hostedLocaleCodes)("%s", (locale) => {
  const { texts } = languages[locale];

  test("has every text, and nothing else", () => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
    for (const key of keys) for (const form of formsOf(texts[key])) expect(form.trim(), key).not.toBe("");
  });

  if (locale !== "en") {
    test("says nothing in English", () => {
      const left = keys.filter((key) => formsOf(texts[key]).some((form) => formsOf(english[key]).includes(form)) && !SAME[locale]?.includes(key));
      expect(left).toEqual([]);
    });
  }

  test("has the holes of the English text", () => {
    const wrong = keys.flatMap((key) => {
      const [text, model] = [texts[key], english[key]];
      if (typeof text === "string" || typeof model === "string") return `${holesOf(String(text))}` === `${holesOf(String(model))}` ? [] : [key];
      const full = holesOf(model.other);
      return Object.entries(text).flatMap(([form, said]) => {
        const least = full.filter((name) => name !== "count" || !SAYS_NUMBER.includes(form));
        const holes = holesOf(said);
        return least.every((name) => holes.includes(name)) && holes.every((name) => full.includes(name)) ? [] : [`${key}.${form}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  test("has a form of its own for each number of months", () => {
    const rules = new Intl.PluralRules(locale);
    const needed = new Set(MONTHS.map((number) => rules.select(number)));
    const plurals = keys.filter((key) => typeof english[key] !== "string");
    expect(plurals.length).toBeGreaterThan(0);
    for (const key of plurals) for (const form of needed) expect(texts[key], key).toHaveProperty(form);
  });

  test("is kind: no hurry, no shame, no exclamation", () => {
    const found = keys.flatMap((key) => formsOf(texts[key]).flatMap((form) => forbiddenIn(form, locale).map((word) => `${key}: ${word}`)));
    expect(found).toEqual([]);
  });

  test("never says that the subscription is cancelled", () => {
    // It is the merchant that cancels; every sentence about what was received names who it was passed to.
    for (const key of ["cancelPassed", "withdrawalPassed", "keptPassed", "acceptedPassed", "confirmIntro"] as const) expect(texts[key]).toContain("{merchant}");
  });
});

test("the forbidden words are found, whatever their case and apostrophes", () => {
  expect(forbiddenIn("No, I don't want to save", "en")).toEqual(["don’t want to save"]);
  expect(forbiddenIn("NO, I DON’T WANT TO SAVE!", "en")).toEqual(["don’t want to save", "!"]);
  expect(forbiddenIn("Nein, ich möchte nicht sparen", "de")).toEqual(["nicht sparen"]);
  expect(forbiddenIn("Das ist sehr schade", "de")).toEqual(["sehr schade"]);
});

test("only English has been read by somebody who speaks it from home", () => {
  expect(hostedLocaleCodes.filter(isReviewed)).toEqual(["en"]);
});

test("statutory words are the statutes' own", () => {
  const { texts: de } = languages.de;
  expect([de.contractTitle, de.contractConfirm, de.withdrawHere, de.withdrawConfirm]).toEqual([
    "Vertrag kündigen",
    "jetzt kündigen",
    "Vertrag widerrufen",
    "Widerruf bestätigen",
  ]);
  expect([languages.fr.texts.terminateTitle, languages.fr.texts.terminateConfirm]).toEqual(["Résilier votre contrat", "Confirmer la résiliation"]);
  expect([english.withdrawHere, english.withdrawConfirm].map((text) => text.toString().toLowerCase())).toEqual([
    "withdraw from contract here",
    "confirm withdrawal",
  ]);
});

describe("figures", () => {
  test.each([
    ["en", "30 November 2026", "$10", "€10.50", "20%"],
    ["de", "30. November 2026", "10 $", "10,50 €", "20 %"],
    ["ja", "2026年11月30日", "$10", "€10.50", "20%"],
    ["ar", "30 نوفمبر 2026", "10 US$", "10.50 €", "20%"],
  ] as const)("%s", (locale, day, whole, cents, percent) => {
    const words = wordsOf(locale);
    const plain = (text: string | null) =>
      text
        ?.replace(/[\u00a0\u202f]/g, " ")
        .replace(/[\u200e\u200f\u061c]/g, "")
        .trim();
    expect([words.day("2026-11-30"), words.money(10, "USD"), words.money(10.5, "EUR"), words.percent(20)].map(plain)).toEqual([day, whole, cents, percent]);
  });

  test("the day is the one that was written, whatever the zone", () => {
    const { day } = wordsOf("en");
    expect([day("2026-12-01T00:30:00+09:00"), day("2026-11-30T23:30:00-08:00")]).toEqual(["1 December 2026", "30 November 2026"]);
    expect([day("soon"), day("2026-13-45"), day(""), day("2026-11-30x")]).toEqual([null, null, null, null]);
  });

  test("a moment names its zone; an unknown zone is UTC", () => {
    const { moment } = wordsOf("en");
    expect(moment("2026-11-22T13:05:09Z", "Europe/Berlin")).toBe("22 November 2026 at 14:05 CET");
    expect(moment("2026-11-22T13:05:09Z", "Nowhere/Land")).toBe("22 November 2026 at 13:05 UTC");
  });
});
