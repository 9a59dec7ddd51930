export type Side = "top" | "right" | "bottom" | "left";

type Box = Pick<DOMRect, "top" | "right" | "bottom" | "left" | "width" | "height">;

const GAP = 6;
const EDGE = 8;
const opposite: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Where words of a size stand beside their anchor, in pixels of the window: on the side asked for, on the other where that has no room. */
export function tooltipPlace(
  anchor: Box,
  { width, height }: Pick<Box, "width" | "height">,
  side: Side,
  { innerWidth, innerHeight }: { innerWidth: number; innerHeight: number },
): { x: number; y: number } {
  const room: Record<Side, number> = {
    top: anchor.top - height,
    bottom: innerHeight - anchor.bottom - height,
    left: anchor.left - width,
    right: innerWidth - anchor.right - width,
  };
  const other = opposite[side];
  const on = room[side] < GAP + EDGE && room[other] > room[side] ? other : side;
  const x = on === "left" ? anchor.left - width - GAP : on === "right" ? anchor.right + GAP : anchor.left + (anchor.width - width) / 2;
  const y = on === "top" ? anchor.top - height - GAP : on === "bottom" ? anchor.bottom + GAP : anchor.top + (anchor.height - height) / 2;
  return { x: within(x, width, innerWidth), y: within(y, height, innerHeight) };
}

function within(at: number, size: number, room: number): number {
  return Math.max(EDGE, Math.min(at, room - size - EDGE));
}
