import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { panel, rows, walkByKeys } from "./support/explorer.ts";
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
  await walkByKeys(page, { text: `second ${user}`, address: /event=second/ });
});

test("with an event open, j and k take the panel along, and esc leads back to the row it tells of", async ({ page }) => {
  const user = `along_${randomUUID()}`;
  for (const eventId of ["first", "second", "third"]) await api.post({ eventId: `${eventId} ${user}`, userId: user, reasonKey: "other" });
  await open(page, `?q=${user}`);
  await rows(page).nth(0).getByRole("link").click();
  await expect(panel(page).getByRole("heading", { name: `third ${user}` })).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(panel(page)).toContainText(`first ${user}`);
  await expect(page).toHaveURL(/event=first/);
  await expect(rows(page).nth(2).getByRole("link")).toBeFocused();
  await page.keyboard.press("k");
  await expect(panel(page)).toContainText(`second ${user}`);
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { name: `second ${user}` })).toBeFocused();

  await page.reload();
  await expect(panel(page).getByRole("heading", { name: `second ${user}` })).toBeFocused();
  await page.keyboard.press("k");
  await expect(panel(page)).toContainText(`third ${user}`);
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(rows(page).nth(0).getByRole("link")).toBeFocused();

  // One step back leads out of the panel, however many rows it has told of.
  await page.goBack();
  await expect(page).toHaveURL(/event=third/);
});

test("esc right after a reload closes the panel and leads back to its row", async ({ page }) => {
  const user = `reloaded_${randomUUID()}`;
  await api.post({ eventId: `only ${user}`, userId: user, reasonKey: "other" });
  await open(page, `?q=${user}&event=${encodeURIComponent(`only ${user}`)}`);
  await page.reload();
  await expect(panel(page).getByRole("heading", { name: `only ${user}` })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);
  await expect(rows(page).nth(0).getByRole("link")).toBeFocused();
});

test("a filter that cannot be is told at its field, and nothing that was typed is lost", async ({ page }) => {
  await api.post({ eventId: randomUUID(), reasonKey: "other" });
  await open(page);
  await page.getByRole("button", { name: "Plan, days, MRR" }).click();
  const form = page.getByRole("dialog", { name: "More filters" });
  await form.getByLabel("Plan").fill("Pro yearly");
  await form.getByLabel("MRR from").fill("20 dollars");
  await form.getByRole("button", { name: "Filter" }).click();
  await expect(form.getByLabel("MRR from")).toHaveAccessibleDescription("An amount such as 49 or 49.50, from 0 to 1,000,000,000.");
  await expect(form.getByLabel("MRR from")).toBeFocused();
  await expect(form.getByLabel("MRR from")).toHaveValue("20 dollars");
  await expect(form.getByLabel("Plan")).toHaveValue("Pro yearly");

  await form.getByLabel("MRR from").fill("50");
  await form.getByLabel("MRR to").fill("20");
  await form.getByLabel("From", { exact: true }).fill("2026-03-01");
  await form.getByLabel("Before").fill("2026-03-01");
  await form.getByRole("button", { name: "Filter" }).click();
  await expect(form.getByLabel("MRR to")).toHaveAccessibleDescription("Not below “MRR from”.");
  await expect(form.getByLabel("Before")).toHaveAccessibleDescription("A day after “From”.");
  await expect(page).toHaveURL(new RegExp(`${path()}$`));

  await form.getByLabel("MRR to").fill("80");
  await form.getByLabel("Before").fill("2026-04-01");
  await form.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/plan=Pro\+yearly&from=2026-03-01&to=2026-04-01&mrrMin=50&mrrMax=80/);
  await expect(form).toHaveCount(0);
});

test("an outcome that is yet to take effect says so in the row, the panel and the history", async ({ page }) => {
  const user = `later_${randomUUID()}`;
  const eventId = `later ${user}`;
  await api.post({ eventId, userId: user, reasonKey: "other" });
  const inTenDays = new Date(Date.now() + 10 * 86_400_000);
  expect((await api.patch(eventId, { outcome: "churned", effectiveAt: inTenDays.toISOString() })).status).toBe(200);
  await open(page, `?q=${user}`);
  const day = inTenDays.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  await expect(rows(page).first()).toContainText(`takes effect ${day}`);
  await rows(page).first().getByRole("link").click();
  await expect(
    panel(page)
      .getByRole("definition")
      .filter({ hasText: `Churned, takes effect ${day}` }),
  ).toBeVisible();
  await expect(panel(page).getByRole("region", { name: "History" })).toContainText(`Takes effect ${day}`);
});

test("on a phone a row says its reason", async ({ page }) => {
  const user = `phone_${randomUUID()}`;
  await api.post({ eventId: randomUUID(), userId: user, reasonKey: "too_expensive" });
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `?q=${user}`);
  await expect(rows(page).first().getByText("Too expensive").filter({ visible: true })).toHaveCount(1);
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
