export type Theme = "light" | "dark";

/** Readable by scripts: it holds nothing but the choice. */
export const THEME_COOKIE = "retentbase-theme";

export function isTheme(value: unknown): value is Theme {
  return value === "light" || value === "dark";
}
