import type { Cancellation } from "#lib/features/cancellations/model/cancellation.ts";

const names: Record<Cancellation["offer"]["type"], string> = { none: "None", discount: "Discount", pause: "Pause" };

/** The offer in words: what it was, and whether it was taken. */
export function offerText(offer: Cancellation["offer"]): string {
  return offerParts(offer).join("");
}

/** The same in two: what it was, and what became of it. */
export function offerParts({ type, label, accepted }: Cancellation["offer"]): [name: string, end: string] {
  if (type === "none") return [label ?? names.none, ""];
  return [label ?? names[type], accepted ? ", accepted" : ", not accepted"];
}
