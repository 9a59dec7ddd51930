import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { signIn } from "./support/sign-in.ts";

/** The list of cancellations: an event sent to the API stands on it, is found again, and tells its whole history. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
let slug: string;
let api: ApiClient;
const path = (rest = "") => `/dashboard/${slug}/cancellations${rest}`;

test.beforeAll(async ({ baseURL }) => {
  const made = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", "Explorer", "--plan", "advanced");
  slug = made.slug;
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", slug, "--role", "viewer");
  api = apiClient(made.apiKey, baseURL as string);
});

async function open(page: Page, rest = ""): Promise<void> {
  await page.goto(path(rest));
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1, name: "Cancellations" })).toBeVisible();
}

const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("rowheader") });
const panel = (page: Page) => page.locator("[data-side-panel]");

test("an event stands on the page, and after a PATCH its history", async ({ page }) => {
  const eventId = `cancel/${randomUUID()} ü?&`;
  const posted = await api.post({
    eventId,
    userId: "user_456",
    reasonKey: "too_expensive",
    outcome: "churned",
    offer: { type: "discount", accepted: true, label: "20% off next month" },
    reasonText: "<b>Needs</b> lower monthly price",
    context: { plan: "pro", mrr: 129.5, tenureDays: 42 },
    metadata: { source: "billing_settings_page" },
  });
  expect(posted.status).toBe(201);
  await open(page);
  const row = rows(page).filter({ hasText: "user_456" });
  await expect(row).toContainText(["Too expensive", "Churned", "20% off next month, accepted", "$129.50"].join(""));

  await row.getByRole("link").click();
  await expect(panel(page)).toContainText("<b>Needs</b> lower monthly price");
  const history = panel(page).getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem").filter({ hasText: "Effective" })).toHaveCount(1);
  await expect(history).toContainText("Churnedcurrent");
  await expect(history).toContainText("API key “first key”");

  expect((await api.patch(eventId, { outcome: "recovered", metadata: { channel: "cs_call" } })).status).toBe(200);
  await page.reload();
  await expect(history).toContainText("Churnedsuperseded");
  await expect(history).toContainText("Recoveredcurrent");
  await expect(history).toContainText('channel: "cs_call"');

  await page.getByRole("complementary").getByRole("link", { name: "Sandbox" }).click();
  await expect(page.getByText("Test data, kept apart from prod")).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
});

test("filters live in the address, and come off one by one", async ({ page }) => {
  const user = `user_${randomUUID()}`;
  const send = (more: object) => api.post({ eventId: randomUUID(), userId: user, reasonKey: "other", ...more });
  await send({ outcome: "churned", context: { plan: "pro", mrr: 10 } });
  await send({ outcome: "recovered", reasonKey: "missing_features", context: { plan: "pro", mrr: 20 } });
  await send({ context: { plan: "free", mrr: 0 } });
  await open(page, `?q=${user}`);
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText("3 of 3 cancellations")).toBeVisible();

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Churned" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/outcome=churned/);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Recovered" }).click();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole("button", { name: "Plan, days, MRR" }).click();
  await page.getByLabel("MRR from").fill("15");
  await page.getByRole("dialog", { name: "More filters" }).getByRole("button", { name: "Filter" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Missing features");

  await page.getByRole("link", { name: "Remove filter Outcome" }).click();
  await expect(page).not.toHaveURL(/outcome/);
  await expect(page).toHaveURL(/mrrMin=15/);
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(page).toHaveURL(new RegExp(`${path()}$`));
});

test("what an address says in error is left out and told", async ({ page }) => {
  await api.post({ eventId: randomUUID(), reasonKey: "other" });
  await open(page);
  await page.goto(path("?outcome=lost&from=2026-02-31&cursor=%00x"));
  await expect(page.getByText("A part of this address was left out")).toBeVisible();
  await expect(page.getByText("outcome=lost")).toBeVisible();
  await expect(page.getByText("from=2026-02-31")).toBeVisible();
  await expect(page.getByRole("link", { name: "Latest" })).toHaveCount(0);
  await expect(rows(page).first()).toBeVisible();
});

test("nothing found says so, and leads on", async ({ page }) => {
  await api.post({ eventId: randomUUID(), reasonKey: "other" });
  await open(page, "?q=nobody-has-this-id");
  await expect(page.getByRole("heading", { name: "No cancellation fits these filters" })).toBeVisible();
  await page.getByRole("link", { name: "Clear all filters" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("the keyboard alone: j and k walk, enter opens, esc closes", async ({ page }) => {
  const user = `keys_${randomUUID()}`;
  for (const eventId of ["first", "second", "third"]) await api.post({ eventId: `${eventId} ${user}`, userId: user, reasonKey: "other" });
  await open(page, `?q=${user}`);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText(`second ${user}`);
  await expect(page).toHaveURL(/event=second/);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows(page).nth(0).getByRole("link")).toBeFocused();
});

test("an event that is not there is named, and sought in the other environment", async ({ page }) => {
  const eventId = `only/sandbox ${randomUUID()}`;
  expect((await api.post({ environment: "sandbox", eventId, reasonKey: "other", reasonText: "Look here" })).status).toBe(201);
  await open(page, `?event=${encodeURIComponent(eventId)}`);
  await expect(page.getByRole("status").filter({ hasText: eventId })).toBeVisible();
  await page.getByRole("link", { name: "Look for it in sandbox" }).click();
  await expect(page.getByText("Look here")).toBeVisible();
  await expect(page).toHaveTitle(/^Cancellations/);
});

test("search finds a customer from everywhere", async ({ page }) => {
  const user = `user_${randomUUID()}`;
  await api.post({ eventId: randomUUID(), userId: user, reasonKey: "other" });
  await open(page);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Go to a page").fill(user);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`q=${user}`));
  await expect(rows(page)).toHaveCount(1);
});

test("works without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await api.post({ eventId: randomUUID(), userId: "user_without_scripts", reasonKey: "other" });
  await open(page);
  await rows(page).filter({ hasText: "user_without_scripts" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  await context.close();
});

test("the demo is open to everybody, says what it is, and goes on page by page", async ({ page }) => {
  const demo = await cliJson<{ slug: string }>("workspace", "create", "--name", "Demo", "--plan", "advanced", "--demo");
  await cliJson("seed", demo.slug, "--events", "120", "--months", "2");
  await page.goto(`/dashboard/${demo.slug}/cancellations`);
  await expect(page.getByText("Public demo: made-up data, read only.")).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByText("50 of 120 cancellations")).toBeVisible();
  const newest = await rows(page).first().textContent();
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByRole("link", { name: "Latest" })).toBeVisible();
  expect(await rows(page).first().textContent()).not.toBe(newest);
  await page.getByRole("complementary").getByRole("link", { name: "Sandbox" }).click();
  await expect(page.getByRole("heading", { name: "The demo has no sandbox data" })).toBeVisible();
});
