import { expect, type Page, test } from "@playwright/test";
import { accessibilityFaults } from "./support/accessibility.ts";

/** Every component in every state: accessible, inside its window, under the page's policy, and usable by keyboard. */

const PATH = "/kitchen-sink";

/** Errors that the browser reports, violations of the policy among them. */
function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}

/** Has every chart been seen, and drawn. */
async function seeAll(page: Page): Promise<void> {
  for (const chart of await page.getByRole("img", { name: /week|dollars/ }).all()) {
    await chart.scrollIntoViewIfNeeded();
    await expect(chart.locator("svg").first()).toBeVisible();
  }
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function open(page: Page, path = PATH): Promise<void> {
  await page.goto(path);
  // The policy lets the page's scripts run and React has taken the page over.
  await expect(page.getByRole("img", { name: /^Outcomes by week/ })).toBeAttached();
  await page.waitForFunction(() => Object.keys(document.querySelector("main button") ?? {}).some((key) => key.startsWith("__reactProps")));
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test(`${colorScheme}, ${width} px: accessible, inside the window, without a complaint of the browser`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, hasTouch: width === 360, reducedMotion: "reduce" });
      const page = await context.newPage();
      const faults = collectFaults(page);
      await open(page);
      await seeAll(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await outOfView(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

/** Elements that reach beyond the window, where only a scrolling box of their own may. */
function outOfView(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && (["auto", "hidden"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(element.parentElement) && !scrolls(element))
      .map((element) => element.outerHTML.slice(0, 200));
  });
}

test("nothing moves by itself where motion is not wanted, and nothing shifts while charts load", async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) shifts.push(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await open(page);
  await expect(page.locator(".recharts-surface")).toHaveCount(0);
  await seeAll(page);
  expect(await page.locator(".recharts-surface").count()).toBeGreaterThan(2);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.getByRole("button", { name: "Open menu" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
  await context.close();
});

test("without scripts the table, its open row and the fields are there", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${PATH}?row=user_8824`);
  await expect(page.getByRole("region", { name: "user_8824" })).toBeVisible();
  await page.getByRole("link", { name: "Close" }).click();
  await expect(page).toHaveURL(new RegExp(`${PATH}$`));
  await page.getByRole("radio", { name: /Everybody/ }).check();
  await context.close();
});

test("a dialog keeps the focus and gives it back", async ({ page }) => {
  const faults = collectFaults(page);
  await open(page);
  const trigger = page.getByRole("button", { name: "Open dialog" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
  await expect(dialog.getByLabel("E-mail of the colleague")).toBeFocused();
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(trigger).toBeFocused();
  expect(faults).toEqual([]);
});

test("what destroys asks for the name, says what went wrong, and stays open", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Delete workspace" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the workspace “Acme”?" });
  const confirm = dialog.getByRole("button", { name: "Delete workspace" });
  await expect(confirm).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Type Acme to confirm").fill("Acm");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByLabel("Type Acme to confirm").fill("Acme");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Only the owner can do this.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});

test("a menu is walked with arrows, and a toast says what was done", async ({ page }) => {
  const faults = collectFaults(page);
  await open(page);
  const trigger = page.getByRole("button", { name: "Open menu" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemcheckbox", { name: "Dense rows" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemcheckbox", { name: "Dense rows" })).toHaveAttribute("aria-checked", "false");
  await page.keyboard.press("Escape");
  await expect(trigger).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Renamed")).toBeVisible();
  expect(faults).toEqual([]);
});

test("a tooltip shows on hover and on focus, inside the window, and goes with Esc", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const faults = collectFaults(page);
  await open(page);
  const button = page.getByRole("button", { name: "With a tooltip" });
  const words = page.getByRole("tooltip");
  await button.hover();
  await expect(words).toHaveText("Copies a link to exactly this view");
  await expect(button).toHaveAccessibleDescription("Copies a link to exactly this view");
  expect(await outOfView(page)).toEqual([]);
  await words.hover();
  await expect(words).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(words).toHaveCount(0);

  await page.getByRole("button", { name: "Open popover" }).focus();
  await page.keyboard.press("Tab");
  await expect(button).toBeFocused();
  await expect(words).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(words).toHaveCount(0);
  expect(faults).toEqual([]);
});

test("a combobox is searched and chosen from by keyboard", async ({ page }) => {
  await open(page);
  const trigger = page.getByRole("combobox", { name: "Time zone" });
  await trigger.focus();
  await page.keyboard.press("Enter");
  const search = page.getByRole("combobox", { name: "Search time zones" });
  await expect(search).toBeFocused();
  await page.keyboard.type("lis");
  await expect(page.getByRole("dialog").getByRole("option")).toHaveCount(1);
  expect(await accessibilityFaults(page, "[cmdk-root]")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(trigger).toHaveText("Europe/Lisbon");
  await expect(trigger).toBeFocused();
});

test("j and k walk the rows, Enter opens one beside the list, Esc closes it and leads back", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const faults = collectFaults(page);
  await open(page);
  const row = (name: string) => page.getByRole("region", { name: "Forty rows" }).getByRole("row").filter({ hasText: name }).getByRole("link");
  await page.keyboard.press("j");
  await expect(row("user_8841")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(row("user_8824")).toBeFocused();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "user_8824" });
  await expect(panel).toBeVisible();
  await expect(page).toHaveURL(/row=user_8824/);
  await expect(panel.getByRole("heading", { name: "user_8824" })).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.getByRole("region", { name: "user_8807" })).toBeVisible();
  await expect(row("user_8807")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "user_8807" }).getByRole("heading")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "user_8807" })).toBeHidden();
  await expect(row("user_8807")).toBeFocused();
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.press("j");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("j");
  expect(faults).toEqual([]);
});

test("on a phone the open row is a dialog over the whole page", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await page.getByRole("region", { name: "Forty rows" }).getByRole("row").filter({ hasText: "user_8841" }).getByRole("link").click();
  const panel = page.getByRole("dialog", { name: "user_8841" });
  await expect(panel).toHaveAttribute("aria-modal", "true");
  expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press("Tab");
    expect(await panel.evaluate((element) => element.contains(document.activeElement) || document.activeElement === document.body)).toBe(true);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await panel.getByRole("link", { name: "Close" }).click();
  await expect(panel).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "user_8841" }).getByRole("link")).toBeFocused();
});

test("faults of a form land where they belong, and what was typed stays", async ({ page }) => {
  await open(page);
  const address = page.getByLabel("Workspace address");
  const save = page.getByRole("button", { name: "Save workspace" });
  await address.fill("Not so");
  await save.click();
  await expect(address).toHaveAccessibleDescription(/Use a–z, 0–9 and hyphens/);
  await address.fill("taken");
  await save.click();
  await expect(address).toHaveAccessibleDescription(/This address is taken/);
  await expect(address).toBeFocused();
  await address.fill("broken");
  await save.click();
  await expect(page.locator("form").getByRole("alert")).toContainText("read-only until its invoice is paid");
  await expect(address).toHaveValue("broken");
  await address.fill("fine");
  await save.click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.locator("form").getByRole("alert")).toHaveCount(0);
});

test("a chart shows its numbers at the pointer and as a table", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const card = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Outcomes by week" }) })
    .last();
  const picture = card.getByRole("img", { name: /^Outcomes by week/ });
  await picture.scrollIntoViewIfNeeded();
  await expect(picture.locator("svg").first()).toBeVisible();
  const box = await picture.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 80, (box?.y ?? 0) + 100);
  await expect(card.getByText("Week 40 of 2026")).toBeVisible();
  await card.getByRole("button", { name: "Table" }).click();
  await expect(card.getByRole("row").filter({ hasText: "Week 47 of 2026, so far" })).toContainText(["38", "131", "11", "18", "198"].join(""));
});
