import { describe, expect, it } from "vitest";
import { tooltipPlace } from "./tooltip-place.ts";

const view = { innerWidth: 360, innerHeight: 700 };
const words = { width: 100, height: 20 };
const at = (left: number, top: number) => ({ left, top, width: 40, height: 30, right: left + 40, bottom: top + 30 });

describe("where a tooltip stands", () => {
  it.each([
    ["in the middle above", at(100, 100), "top", { x: 70, y: 74 }],
    ["below, where above is no room", at(100, 5), "top", { x: 70, y: 41 }],
    ["beside", at(100, 100), "right", { x: 146, y: 105 }],
    ["on the left, where the right has no room", at(300, 100), "right", { x: 194, y: 105 }],
    ["never beyond the window's edge", at(330, 100), "top", { x: 252, y: 74 }],
    ["nor before it", at(0, 100), "bottom", { x: 8, y: 136 }],
  ] as const)("%s", (_, anchor, side, place) => {
    expect(tooltipPlace(anchor, words, side, view)).toEqual(place);
  });
});
