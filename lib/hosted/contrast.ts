import { palette } from "./palette.ts";

type Rgb = readonly [red: number, green: number, blue: number];

/** A workspace's colour as one theme can show it. */
export interface Shades {
  /** Links and filled shapes: at least 4.5 : 1 against the page. */
  accent: string;
  /** Text on `accent`: at least 4.5 : 1. */
  onAccent: string;
  /** Edges of what is chosen, radio buttons, the focus ring: at least 3 : 1 against the page and against `wash`. */
  edge: string;
  /** A hint of the colour behind what is chosen; all text stays readable on it. */
  wash: string;
}

const TEXT_RATIO = 4.5;
const EDGE_RATIO = 3;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** Of the wash, the share of the colour. */
const WASH = { light: 0.07, dark: 0.1 };

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const hexOf = (rgb: Rgb) => `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
const mix = (from: Rgb, to: Rgb, share: number) => from.map((channel, i) => Math.round(channel + ((to[i] ?? 0) - channel) * share)) as unknown as Rgb;

/** WCAG 2.2, "relative luminance" (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, "contrast ratio" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), 1 to 21, of two colours as #rrggbb. */
export function contrastRatio(a: string, b: string): number {
  const [one, other] = [luminance(rgbOf(a)), luminance(rgbOf(b))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The colour itself, else as little of `towards` mixed in as stands out from all grounds. Contrast grows with the share, so halving finds it. */
function nearest(color: Rgb, towards: Rgb, grounds: readonly string[], ratio: number): string {
  const standsOut = (hex: string) => grounds.every((ground) => contrastRatio(hex, ground) >= ratio);
  let [low, high] = [0, 256];
  if (standsOut(hexOf(color))) return hexOf(color);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (standsOut(hexOf(mix(color, towards, middle / 256)))) high = middle;
    else low = middle;
  }
  return hexOf(mix(color, towards, high / 256));
}

/**
 * A brand colour corrected for both themes, as near to what was chosen as its contrast allows.
 * @param accent #rrggbb; anything else counts as the pages' text colour
 */
export function accentShades(accent: string): { light: Shades; dark: Shades } {
  const isColor = /^#[0-9a-f]{6}$/i.test(accent);
  const shades = (theme: "light" | "dark"): Shades => {
    const { page, text } = palette[theme];
    const color = rgbOf(isColor ? accent : text);
    const wash = hexOf(mix(rgbOf(page), color, WASH[theme]));
    const towards = theme === "light" ? BLACK : WHITE;
    // What stands out from the page is a ground on which the page's own colour can be read.
    return {
      accent: nearest(color, towards, [page], TEXT_RATIO),
      onAccent: page,
      edge: nearest(color, towards, [page, wash], EDGE_RATIO),
      wash,
    };
  };
  return { light: shades("light"), dark: shades("dark") };
}
