import { type Browser, chromium, type Page, type Request } from "@playwright/test";
import { chromiumArguments, ensureChromium } from "#scripts/browser.ts";

export type { Browser, Page, Request };

/** The Chromium of this machine, as the browser tests use it. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(console.log), args: chromiumArguments() });
}
