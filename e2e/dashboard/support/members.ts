import { randomUUID } from "node:crypto";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { cliJson } from "#lib/testing/cli.ts";
import { signIn } from "./sign-in.ts";

export interface Workspace {
  slug: string;
  apiKey: string;
}

const PASSWORD = "correct horse battery";

export function createWorkspace(name: string, ...more: string[]): Promise<Workspace> {
  return cliJson<Workspace>("workspace", "create", "--name", name, "--plan", "advanced", ...more);
}

/** A new user with a role in the workspace. @returns the e-mail address; the password is always the same */
export async function createMember(workspace: Workspace, role: string): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await cliJson("user", "create", "--email", email, "--password", PASSWORD, "--workspace", workspace.slug, "--role", role);
  return email;
}

/** A browser of their own, signed in. */
export async function browserOf(browser: Browser, baseURL: string, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/dashboard/);
  await page.close();
  return context;
}

/** A short message that says that it was done. */
export function expectSaid(page: Page, message: string | RegExp): Promise<void> {
  return expect(page.getByRole("region", { name: /^Messages/ }).getByText(message)).toBeVisible();
}
