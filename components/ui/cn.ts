import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Names that app/globals.css gives to Tailwind; without them "text-13" would look like a colour and lose against "text-ink". */
const merge = extendTailwindMerge({
  extend: { theme: { text: ["12", "13", "14", "16", "20", "28"], radius: ["control", "card"], shadow: ["float"] } },
});

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
