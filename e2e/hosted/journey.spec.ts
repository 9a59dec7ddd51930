import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { apiClient } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { accessibilityFaults } from "../dashboard/support/accessibility.ts";

/** A customer in a real browser, from the merchant's link back to the merchant, with and without scripts. */

let merchant: Server;
let merchantUrl = "";
/** What the merchant's server was sent of each visit. */
const visits: { path: string; referer: string | undefined }[] = [];
let apiKey = "";

test.beforeAll(async () => {
  merchant = createServer((req, res) => {
    visits.push({ path: req.url ?? "", referer: req.headers.referer });
    res.setHeader("content-type", "text/html");
    res.end("<!doctype html><title>Shop</title><h1>Your account</h1>");
  });
  await new Promise<void>((resolve) => merchant.listen(0, "127.0.0.1", resolve));
  merchantUrl = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`;
  const made = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", "Shop", "--plan", "advanced");
  apiKey = made.apiKey;
  await cliJson("return-origin", "add", made.slug, merchantUrl);
  await cliJson("workspace", "set-return", made.slug, `${merchantUrl}/account`);
});
test.afterAll(() => new Promise<void>((resolve) => merchant.close(() => resolve())));

interface Link {
  url: string;
  session_id: string;
}

async function makeLink(body: Record<string, unknown> = {}): Promise<Link> {
  const said = {
    environment: "sandbox",
    userId: randomUUID(),
    region: "US-TX",
    customerType: "b2b",
    display: { planName: "Pro", effectiveAt: "2026-12-31" },
    ...body,
  };
  const { status, text, body: link } = await apiClient(apiKey).call("POST", "/cancel-link", { body: said });
  if (status !== 200) throw new Error(text);
  return link as unknown as Link;
}

const outcomeOf = async ({ session_id }: Link) => (await apiClient(apiKey).call("GET", `/cancel-sessions/${session_id}`)).body.outcome;

/** What the browser complains about; a policy's violation is told there. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

for (const javaScriptEnabled of [true, false]) {
  test(`${javaScriptEnabled ? "with" : "without"} scripts: reason, confirmation, receipt, and back with a token`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const link = await makeLink();
    visits.length = 0;
    await page.goto(link.url);
    await expect(page.getByRole("heading", { level: 1, name: "Cancel Pro" })).toBeVisible();
    await page.getByText("Missing features").click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Confirm your cancellation" })).toBeVisible();
    await expect(page.getByText("31 December 2026").first()).toBeVisible();
    await page.getByRole("button", { name: "Cancel my subscription" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Your request to cancel was received" })).toBeVisible();
    await page.reload();
    await expect(page.getByText(link.session_id)).toBeVisible();
    await page.getByRole("button", { name: "Back to Shop" }).click();
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
    expect(page.url()).toMatch(new RegExp(`^${merchantUrl}/account#ci_result_token=[\\w-]+\\.[\\w-]+\\.[\\w-]+$`));
    // Neither the link's secret nor the token reaches the merchant's server or anybody's log.
    expect(visits.filter(({ path }) => path !== "/favicon.ico")).toEqual([{ path: "/account", referer: undefined }]);
    expect(await outcomeOf(link)).toBe("churned");
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test("by keyboard alone, the focus on each new heading's page where it belongs", async ({ page }) => {
  const link = await makeLink();
  await page.goto(link.url);
  await expect(page.locator("h1")).toBeFocused();
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 20; presses++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => (document.activeElement?.textContent ?? "").trim());
      if (focused === name) return;
    }
    throw new Error(`"${name}" cannot be reached with Tab`);
  };
  await tabTo("Cancel my subscription");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Confirm your cancellation" })).toBeFocused();
  await tabTo("Keep my subscription");
  await page.keyboard.press("Space");
  await expect(page.getByRole("heading", { name: "You keep your subscription" })).toBeFocused();
  expect(await outcomeOf(link)).toBe("recovered");
});

test("the browser's back shows what was said, and after the end the receipt", async ({ page }) => {
  const link = await makeLink();
  await page.goto(link.url);
  await page.getByRole("radio", { name: "Other", exact: true }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Confirm your cancellation" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Other", exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Cancel my subscription" }).click();
  await page.getByRole("button", { name: "Cancel my subscription" }).click();
  await expect(page.getByRole("heading", { name: "Your request to cancel was received" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Your request to cancel was received" })).toBeVisible();
});

test("two tabs that say different things have one outcome, and both show it", async ({ context }) => {
  const link = await makeLink();
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const page of [first, second]) {
    await page.goto(link.url);
    await page.getByRole("button", { name: "Cancel my subscription" }).click();
    await expect(page.getByRole("heading", { name: "Confirm your cancellation" })).toBeVisible();
  }
  await Promise.all([
    first.getByRole("button", { name: "Cancel my subscription" }).click(),
    second.getByRole("button", { name: "Keep my subscription" }).click(),
  ]);
  const heading = (await outcomeOf(link)) === "churned" ? "Your request to cancel was received" : "You keep your subscription";
  for (const page of [first, second]) await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
});

test("the language is switched on the page, and stays", async ({ page }) => {
  const link = await makeLink();
  await page.goto(link.url);
  await page.locator("summary").click();
  await page.getByRole("link", { name: "العربية" }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.locator('button[value="cancel"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
});

test("each page as it is served is accessible, in both themes, at 320 px", async ({ browser }) => {
  test.setTimeout(120_000);
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 700 } });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const look = async () => {
      expect(await accessibilityFaults(page), `${page.url()}, ${colorScheme}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    };
    await page.goto((await makeLink()).url);
    await look();
    await page.getByRole("button", { name: "Cancel my subscription" }).click();
    await look();
    await page.getByRole("button", { name: "Cancel my subscription" }).click();
    await look();
    await page.goto((await makeLink({ region: "DE", customerType: "b2c", locale: "de" })).url);
    await look();
    await page.getByLabel(/Außerordentliche/).check();
    await page.getByRole("button", { name: "jetzt kündigen" }).click();
    await look();
    expect(complaints.filter((text) => !text.includes("400 (Bad Request)"))).toEqual([]);
    await context.close();
  }
});
