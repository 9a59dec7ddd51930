import { cn } from "./cn.ts";

interface Props {
  /** Of a person or a workspace; it stands beside the picture, so the picture is not read out. */
  name: string;
  size?: "small" | "medium";
  className?: string;
}

/** Initials on a square. */
export function Avatar({ name, size = "medium", className }: Props) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-grid shrink-0 select-none place-items-center rounded-control bg-accent font-semibold text-on-accent uppercase",
        size === "small" ? "size-5.5 text-12" : "size-8 text-13",
        className,
      )}
    >
      {initials(name, size === "small" ? 1 : 2)}
    </span>
  );
}

/** First letters of the first and the last word; letters as a reader counts them. */
export function initials(name: string, most: 1 | 2): string {
  const words =
    name
      .split("@")[0]
      ?.split(/[\s._-]+/u)
      .filter(Boolean) ?? [];
  const chosen = most === 1 || words.length < 2 ? words.slice(0, 1) : [words[0], words.at(-1)];
  const letters = new Intl.Segmenter();
  return chosen.map((word) => [...letters.segment(word ?? "")][0]?.segment ?? "").join("") || "?";
}
