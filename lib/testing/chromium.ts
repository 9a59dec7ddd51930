import { type Browser, chromium, type Page, type Request } from "@playwright/test";
import { chromiumArguments, ensureChromium } from "#scripts/browser.ts";

export type { Browser, Page, Request };

/** The Chromium of this machine, as the browser tests use it. @param more further arguments */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(console.log), args: [...chromiumArguments(), ...more] });
}
