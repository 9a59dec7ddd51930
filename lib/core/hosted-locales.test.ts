import { describe, expect, it } from "vitest";
import { acceptedLanguages, chooseLocale } from "./hosted-locales.ts";

describe("acceptedLanguages", () => {
  it.each([
    ["de-CH,de;q=0.9,en;q=0.8,*;q=0.5", ["de-CH", "de", "en"]],
    ["en;q=0.1, fr;q=0.9", ["fr", "en"]],
    ["en;q=0, de", ["de"]],
    ["*", []],
    ["<script>;q=1, de;q=x, it", ["it"]],
    ["", []],
  ])("reads %o", (header, expected) => expect(acceptedLanguages(header)).toEqual(expected));

  it("reads no header at all", () => expect(acceptedLanguages(undefined)).toEqual([]));
});

describe("chooseLocale", () => {
  it("takes the first wish that is enabled, by its language, else the first enabled one", () => {
    expect(chooseLocale([null, "pt-BR", "de"], ["en", "de", "pt"])).toBe("pt");
    expect(chooseLocale(["sv", "de"], ["fr", "de"])).toBe("de");
    expect(chooseLocale(["sv", "constructor", "en"], ["fr", "de"])).toBe("fr");
    expect(chooseLocale([], [])).toBe("en");
  });
});
