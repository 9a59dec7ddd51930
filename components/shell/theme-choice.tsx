"use client";

import { useState } from "react";
import { MenuChoice } from "#components/ui/menu-choice.tsx";
import { isTheme, THEME_COOKIE, type Theme } from "#lib/core/theme.ts";

const options = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

const YEAR_SECONDS = 365 * 24 * 3600;

/** The theme, kept in a cookie so that the next page comes in it from the server. */
export function ThemeChoice({ theme }: { theme: Theme | undefined }) {
  const [chosen, setChosen] = useState<string>(theme ?? "system");
  function choose(value: string) {
    setChosen(value);
    const { documentElement } = document;
    if (isTheme(value)) documentElement.dataset.theme = value;
    else delete documentElement.dataset.theme;
    const life = isTheme(value) ? YEAR_SECONDS : 0;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
    document.cookie = `${THEME_COOKIE}=${value}; path=/; max-age=${life}; samesite=lax`;
  }
  return <MenuChoice value={chosen} onChange={choose} options={options} />;
}
