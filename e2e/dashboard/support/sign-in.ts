import type { Page } from "@playwright/test";

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
