import { isTheme, THEME_COOKIE } from "#lib/core/theme.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** Shows the page in a theme, or like the system, and keeps that in a cookie so that the next page comes in it from the server. */
export function applyTheme(value: string): void {
  const { documentElement } = document;
  if (isTheme(value)) documentElement.dataset.theme = value;
  else delete documentElement.dataset.theme;
  const life = isTheme(value) ? YEAR_SECONDS : 0;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `${THEME_COOKIE}=${value}; path=/; max-age=${life}; samesite=lax`;
}

export const themeOptions = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;
