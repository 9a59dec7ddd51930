import { cookies } from "next/headers";
import { isTheme, THEME_COOKIE, type Theme } from "#lib/core/theme.ts";

/** The theme that this browser asked for, or undefined where the visitor's system decides. The page comes in it at once, without a script. */
export async function chosenTheme(): Promise<Theme | undefined> {
  const value = (await cookies()).get(THEME_COOKIE)?.value;
  return isTheme(value) ? value : undefined;
}
