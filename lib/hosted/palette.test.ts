import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrastRatio } from "./contrast.ts";
import { palette } from "./palette.ts";

/** The hosted pages have the product's colours, written as older browsers read them. */

const tokens = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8");
const NAMES = {
  page: "surface",
  sunken: "sunken",
  line: "line",
  edge: "line-control",
  text: "text",
  muted: "muted",
  fault: "danger-text",
  faultWash: "danger-wash",
} as const;

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each(Object.entries(NAMES))("%s is --%s", (name, token) => {
    expect(palette[theme][name as keyof typeof NAMES]).toBe(hexOf(token, theme));
  });

  test("text and edges stand out", () => {
    const { page, sunken, edge, text, muted, fault, faultWash } = palette[theme];
    for (const ground of [page, sunken]) for (const ink of [text, muted]) expect(contrastRatio(ink, ground)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [page, sunken]) expect(contrastRatio(edge, ground)).toBeGreaterThanOrEqual(3);
    for (const ground of [page, faultWash]) expect(contrastRatio(fault, ground)).toBeGreaterThanOrEqual(4.5);
    // The filled button turned over, and as it is while pointed at.
    for (const ground of [text, muted]) expect(contrastRatio(page, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

test("the sandbox", () => {
  expect([palette.sandbox, palette.onSandbox]).toEqual([hexOf("sandbox", "light"), hexOf("on-sandbox", "light")]);
  expect(contrastRatio(palette.onSandbox, palette.sandbox)).toBeGreaterThanOrEqual(4.5);
});

function hexOf(token: string, theme: "light" | "dark"): string {
  const value = new RegExp(`--${token}: (.+);`).exec(tokens)?.[1] ?? "";
  const found = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const [, lightness, chroma, hue] = (found[theme === "dark" ? found.length - 1 : 0] ?? []).map(Number);
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`app/tokens.css has no colour --${token}`);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(1, Math.max(0, channel)));
  const shown = linear.map((channel) => Math.round(255 * (channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055)));
  return `#${shown.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
