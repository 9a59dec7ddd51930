import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** WCAG 2.2 contrast of every pair of tokens that the components put on each other, in both themes. */

const GROUNDS = ["bg", "surface", "sunken", "selected"];
const MEANINGS = ["accent", "danger", "warning", "recovered", "churned", "abandoned", "pending"];

/** Text on its ground: 4.5 : 1. */
const TEXT: [text: string, ground: string][] = [
  ...GROUNDS.flatMap((ground) => ["text", "muted", "accent-text", "danger-text", "warning-text"].map((text): [string, string] => [text, ground])),
  ...MEANINGS.flatMap((meaning): [string, string][] => [
    [`${meaning}-text`, `${meaning}-wash`],
    ["text", `${meaning}-wash`],
    ["muted", `${meaning}-wash`],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ["on-sandbox", "sandbox"],
  // A tooltip is the page turned over.
  ["bg", "text"],
];

/** Edges of controls, the focus ring, and what a chart draws: 3 : 1. */
const SHAPES: [shape: string, ground: string][] = [
  ...["bg", "surface", "sunken"].flatMap((ground): [string, string][] => [
    ["line-control", ground],
    ["accent", ground],
    ["danger", ground],
    ["faint", ground],
  ]),
  ["accent", "accent-wash"],
  ...["recovered", "churned", "abandoned", "pending"].map((part): [string, string] => [part, "surface"]),
  ["line-control", "selected"],
];

const tokens = parseTokens(readFileSync(new URL("./tokens.css", import.meta.url), "utf8"));

describe.each(["light", "dark"] as const)("%s", (theme) => {
  const contrast = (a: string, b: string) => ratio(luminance(color(a, theme)), luminance(color(b, theme)));
  const tooLow = (pairs: [string, string][], least: number) =>
    pairs.map(([a, b]) => ({ pair: `${a} on ${b}`, is: Math.round(contrast(a, b) * 100) / 100 })).filter(({ is }) => is < least);

  test("text can be read on every ground that it stands on", () => expect(tooLow(TEXT, 4.5)).toEqual([]));
  test("edges of controls and the focus ring can be seen", () => expect(tooLow(SHAPES, 3)).toEqual([]));
});

test("black on white is 21 : 1", () => {
  expect(ratio(luminance([0, 0, 0]), luminance([1, 0, 0]))).toBeCloseTo(21, 1);
});

type Oklch = [lightness: number, chroma: number, hue: number];

function color(name: string, theme: "light" | "dark"): Oklch {
  const found = tokens.get(name);
  if (found === undefined) throw new Error(`app/tokens.css has no colour --${name}`);
  return found[theme];
}

function parseTokens(css: string): Map<string, { light: Oklch; dark: Oklch }> {
  const one = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
  const found = new Map<string, { light: Oklch; dark: Oklch }>();
  for (const [, name = "", ...parts] of css.matchAll(new RegExp(String.raw`--([\w-]+): (?:light-dark\(${one}, ${one}\)|${one});`, "g"))) {
    const numbers = parts.filter((part) => part !== undefined).map(Number);
    const light = numbers.slice(0, 3) as Oklch;
    found.set(name, { light, dark: numbers.length === 6 ? (numbers.slice(3) as Oklch) : light });
  }
  return found;
}

/** Relative luminance of what a screen shows: OKLCH → linear sRGB, cut to what sRGB can show. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const shown = (channel: number) => Math.min(1, Math.max(0, channel));
  const red = shown(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = shown(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = shown(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
