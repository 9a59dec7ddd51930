"use client";

import { applyTheme, themeOptions } from "#components/shell/apply-theme.ts";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { Theme } from "#lib/core/theme.ts";

/** The theme, on a page. */
export function ThemeSetting({ theme }: { theme: Theme | undefined }) {
  return (
    <RadioGroup
      legend="Theme"
      hideLegend
      name="theme"
      options={[...themeOptions]}
      defaultValue={theme ?? "system"}
      onChange={(event) => applyTheme(event.target.value)}
    />
  );
}
