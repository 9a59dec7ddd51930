import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { cliJson } from "#lib/testing/cli.ts";
import { signIn } from "./support/sign-in.ts";

/** The frame around every page: search by keyboard and by touch, the menu of a phone, and what it loads only when it is asked for. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
let slug: string;

test.beforeAll(async () => {
  ({ slug } = await cliJson<{ slug: string }>("workspace", "create", "--name", "Frame", "--plan", "advanced"));
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", slug, "--role", "owner");
});

const box = (page: Page) => page.getByPlaceholder("Go to a page");

async function open(page: Page, path = "/reasons"): Promise<void> {
  await page.goto(`/dashboard/${slug}${path}`);
  await signIn(page, email, password);
  await page.waitForURL(`**${path}`, { waitUntil: "networkidle" });
}

/** Holds back every script that is asked for from now on. @returns what lets them go */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/**", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test("what is typed right after the keys is not lost while the search still loads", async ({ page }) => {
  await open(page);
  const release = await holdScripts(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("web");
  await expect(box(page)).toHaveValue("web");
  release();
  await expect(page.getByRole("option", { name: "Settings: Webhooks" })).toBeVisible();
  await page.keyboard.type("hooks");
  await expect(box(page)).toHaveValue("webhooks");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
  await page.keyboard.press("Control+k");
  await expect(box(page)).toHaveValue("");
});

test("enter before the search has loaded goes where it leads once it has", async ({ page }) => {
  await open(page);
  const release = await holdScripts(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("members");
  await page.keyboard.press("Enter");
  release();
  await expect(page).toHaveURL(/\/settings\/members$/);
});

test("esc closes a search that has not loaded, and a failed load says so", async ({ page }) => {
  await open(page);
  const release = await holdScripts(page);
  await page.keyboard.press("Control+k");
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveCount(0);
  release();
  await page.unrouteAll({ behavior: "wait" });
  await page.reload({ waitUntil: "networkidle" });
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await page.keyboard.press("Control+k");
  await expect(page.getByText("This could not be loaded")).toBeVisible();
  await expect(box(page)).toHaveCount(0);
});

test("what is sought as an id is not said to be nothing", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Control+k");
  await box(page).fill("nothing has this");
  await expect(page.getByRole("option", { name: "Find “nothing has this”" })).toBeVisible();
  await expect(page.getByText("Nothing has this name")).toHaveCount(0);
  expect(await page.getByRole("option").count()).toBe(1);
});

const systems = [
  {
    name: "a Mac",
    userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
    keys: "⌘K",
  },
  {
    name: "Windows",
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
    keys: "Ctrl K",
  },
];

for (const { name, userAgent, keys } of systems) {
  test(`${name} is shown ${keys}, from the first byte on`, async ({ browser }) => {
    const { page, close } = await visit(browser, { userAgent });
    const html = await (await page.reload())?.text();
    expect(html).toContain(`>${keys}</kbd>`);
    await expect(page.getByRole("complementary").getByRole("button", { name: "Search" }).locator("kbd")).toHaveText(keys);
    await close();
  });
}

test("a phone has a button for the search, and no word of keys", async ({ browser }) => {
  const { page, close } = await visit(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.getByRole("banner").getByRole("button", { name: "Search" }).tap();
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Open menu" }).tap();
  const menu = page.getByRole("dialog", { name: "Menu" });
  await expect(menu.getByRole("link", { name: "Cancellations" })).toBeVisible();
  await expect(menu.locator("kbd")).toBeHidden();
  await menu.getByRole("button", { name: "Close menu" }).tap();
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open menu" })).toBeFocused();
  await close();
});

async function visit(browser: Browser, options: Parameters<Browser["newContext"]>[0]): Promise<{ page: Page; close(): Promise<void> }> {
  const faults: string[] = [];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await open(page);
  const close = async () => {
    await context.close();
    expect(faults).toEqual([]);
  };
  return { page, close };
}
