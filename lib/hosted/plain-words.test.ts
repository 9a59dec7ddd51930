import { describe, expect, it } from "vitest";
import { hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { wordFaultOf } from "#lib/features/flows/model/forbidden-words.ts";
import { languages } from "#lib/hosted/languages.ts";

describe("the product's own sentences", () => {
  it.each(hostedLocaleCodes)("in %s keep to what owners are held to", (locale) => {
    const said = Object.entries(languages[locale].texts).flatMap(([key, text]) =>
      (typeof text === "string" ? [text] : Object.values(text)).map((one): [string, string] => [key, one as string]),
    );
    expect(said.map(([key, text]) => [key, wordFaultOf(text, locale)]).filter(([, fault]) => fault !== null)).toEqual([]);
  });
});
