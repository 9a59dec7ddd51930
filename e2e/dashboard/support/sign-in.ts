import type { Browser, Page } from "@playwright/test";

/** Fills the sign-in form that is open, and sends it. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs out through the menu at the foot of the rail; on a wide window. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("complementary").getByRole("button", { name: "@" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}

/** Signs in and answers what a browser context needs to be signed in from its start. */
export async function signedInState(browser: Browser, baseURL: string, email: string, password: string) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, email, password);
  await page.waitForURL(/\/dashboard/);
  const state = await context.storageState();
  await context.close();
  return state;
}
