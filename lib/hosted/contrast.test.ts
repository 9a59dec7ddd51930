import fc from "fast-check";
import { expect, test } from "vitest";
import { accentShades, contrastRatio } from "./contrast.ts";
import { palette } from "./palette.ts";

const colors = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, "0")}`);

test("black on white is 21 : 1, a colour on itself 1 : 1, #767676 on white just over 4.5 : 1", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrastRatio("#0f766e", "#0f766e")).toBe(1);
  expect(contrastRatio("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("whatever a workspace chooses can be read and seen in both themes", () => {
  fc.assert(
    fc.property(colors, (accent) => {
      const shades = accentShades(accent);
      for (const theme of ["light", "dark"] as const) {
        const { accent: text, onAccent, edge, wash } = shades[theme];
        const { page, muted, text: body } = palette[theme];
        for (const color of [text, onAccent, edge, wash]) expect(color).toMatch(/^#[0-9a-f]{6}$/);
        expect(contrastRatio(text, page)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(onAccent, text)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(edge, page)).toBeGreaterThanOrEqual(3);
        expect(contrastRatio(edge, wash)).toBeGreaterThanOrEqual(3);
        expect(contrastRatio(body, wash)).toBeGreaterThanOrEqual(4.5);
        expect(contrastRatio(muted, wash)).toBeGreaterThanOrEqual(4.5);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("a colour that can be read already is left as it was chosen", () => {
  fc.assert(
    fc.property(colors, (accent) => {
      for (const theme of ["light", "dark"] as const) {
        if (contrastRatio(accent, palette[theme].page) >= 4.5) expect(accentShades(accent)[theme].accent).toBe(accent);
      }
    }),
  );
  expect(accentShades("#0f766e").light.accent).toBe("#0f766e");
});

test("one step nearer to what was chosen could not be read", () => {
  const { accent } = accentShades("#ffdd00").light;
  expect(contrastRatio(accent, "#ffffff")).toBeLessThan(4.65);
});

test.each(["", "red", "#fff", "#0f766e;}body{display:none", "url(x)"])("%j is no colour: the text's own takes its place", (accent) => {
  expect(accentShades(accent).light.accent).toBe(palette.light.text);
});
