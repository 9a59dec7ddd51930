import type { Cancellation } from "#lib/features/cancellations/model/cancellation.ts";

const names: Record<Cancellation["offer"]["type"], string> = { none: "None", discount: "Discount", pause: "Pause" };

/** The offer in words: what it was, and whether it was taken. */
export function offerText({ type, label, accepted }: Cancellation["offer"]): string {
  if (type === "none") return label ?? names.none;
  return `${label ?? names[type]}, ${accepted ? "accepted" : "not accepted"}`;
}
