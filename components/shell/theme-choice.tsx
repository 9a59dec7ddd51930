"use client";

import { useState } from "react";
import { MenuChoice } from "#components/ui/menu-choice.tsx";
import type { Theme } from "#lib/core/theme.ts";
import { applyTheme, themeOptions } from "./apply-theme.ts";

/** The theme, in a menu. */
export function ThemeChoice({ theme }: { theme: Theme | undefined }) {
  const [chosen, setChosen] = useState<string>(theme ?? "system");
  function choose(value: string) {
    setChosen(value);
    applyTheme(value);
  }
  return <MenuChoice value={chosen} onChange={choose} options={themeOptions} />;
}
