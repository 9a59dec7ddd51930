import { expect, type Page } from "@playwright/test";

/** The lists of cancellations and of sessions, which are walked and opened in the same way. */

export const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("rowheader") });

/** The whole story of the row that is open. */
export const panel = (page: Page) => page.locator("[data-side-panel]");

/**
 * Walks a list of three by the keyboard alone: down to the second row, into it, out of it, and up again.
 * @param opened what the second row's panel says, and its address
 */
export async function walkByKeys(page: Page, opened: { text: string; address: RegExp }): Promise<void> {
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText(opened.text);
  await expect(page).toHaveURL(opened.address);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows(page).nth(0).getByRole("link")).toBeFocused();
}
