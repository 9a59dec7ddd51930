import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { browserOf, createMember, createWorkspace, expectSaid, type Workspace } from "./support/members.ts";

/** Settings as an admin changes them. Each test goes on where the one before ended. */
test.describe.configure({ mode: "serial" });

let acme: Workspace;
let admin: BrowserContext;
let email: string;
let page: Page;
const path = (rest = "") => `/dashboard/${acme.slug}/settings${rest}`;

test.beforeAll(async ({ browser, baseURL }) => {
  acme = await createWorkspace("Settings");
  email = await createMember(acme, "admin");
  admin = await browserOf(browser, baseURL as string, email);
  page = await admin.newPage();
});

test.afterAll(() => admin?.close());

test("name, time zone and currency are saved, and the frame follows", async ({ baseURL }) => {
  await page.goto(path());
  await page.getByLabel("Name").fill("  ");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("must not be empty")).toBeVisible();
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("Settings & Söhne");
  await page.getByLabel("Time zone").click();
  await page.getByRole("combobox", { name: "Find a city or zone" }).fill("kolka");
  await page.keyboard.press("Enter");
  await page.getByLabel("Currency").click();
  await page.getByRole("combobox", { name: "Find a currency" }).fill("euro");
  await page.getByRole("option", { name: /EUR/ }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expectSaid(page, "Saved");
  await expect(page.getByRole("button", { name: "Workspace Settings & Söhne: switch" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Time zone")).toContainText("Asia/Kolkata");
  await expect(page.getByLabel("Currency")).toContainText("EUR");

  expect((await apiClient(acme.apiKey, baseURL).post({ eventId: "a", reasonKey: "other" })).status).toBe(201);
  await page.reload();
  await expect(page.getByLabel("Currency")).toBeDisabled();
  await expect(page.getByText("Fixed since the first cancellation in prod")).toBeVisible();
});

test("a viewer reads the same, and cannot save", async ({ browser, baseURL }) => {
  const viewer = await browserOf(browser, baseURL as string, await createMember(acme, "viewer"));
  const seen = await viewer.newPage();
  await seen.goto(path());
  await expect(seen.getByLabel("Name")).toBeDisabled();
  await expect(seen.getByText("Owners and admins can change this.")).toBeVisible();
  await expect(seen.getByRole("button", { name: "Save" })).toHaveCount(0);
  await expect(seen.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "API keys" })).toHaveCount(0);
  await viewer.close();
});

let made = "";

test("a new API key is shown once, until it is said to be stored", async ({ baseURL }) => {
  await page.goto(path("/api-keys"));
  await page.getByRole("button", { name: "Create API key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText("must not be empty")).toBeVisible();
  await dialog.getByLabel("Name").fill("Staging server");
  await dialog.getByText("Sandbox only").click();
  await dialog.getByLabel("Expires").selectOption("In 30 days");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog.getByText(/^rbk_/)).toBeVisible();
  made = (await dialog.getByText(/^rbk_/).textContent()) ?? "";
  await expect(dialog.getByRole("button", { name: "Copy API key" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog.getByText("The key will not be seen again.")).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(dialog.getByText(made)).toBeVisible();
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Create API key" })).toBeFocused();
  const row = page.getByRole("row").filter({ hasText: "Staging server" });
  await expect(row).toContainText(`rbk_…${made.slice(-4)}`);
  await expect(row).toContainText("Sandbox only");
  await expect(row).toContainText("until");
  await expect(page.getByText(made)).toHaveCount(0);
  const api = apiClient(made, baseURL);
  expect((await api.post({ eventId: "k", reasonKey: "other", environment: "sandbox" })).status).toBe(201);
  expect((await api.post({ eventId: "k", reasonKey: "other" })).status).toBe(403);
});

const keyMenu = async (name: string, item: string) => {
  await page
    .getByRole("row")
    .filter({ hasText: name })
    .first()
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: item }).click();
};

test("a key is renamed, rotated with an overlap, and revoked by its name", async ({ baseURL }) => {
  await keyMenu("Staging server", "Rename");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Staging");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expectSaid(page, "Saved");

  await keyMenu("Staging", "Rotate");
  await dialog.getByLabel("The old key ends").selectOption("In an hour");
  await dialog.getByRole("button", { name: "Rotate key" }).click();
  await expect(dialog.getByText(/the old key, ending in .{4}, works too/)).toBeVisible();
  const rotated = (await dialog.getByText(/^rbk_/).textContent()) ?? "";
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Staging" })).toHaveCount(2);
  const list = (key: string) => apiClient(key, baseURL).list({ environment: "sandbox" });
  expect([(await list(made)).status, (await list(rotated)).status]).toEqual([200, 200]);

  await page
    .getByRole("row")
    .filter({ hasText: rotated.slice(-4) })
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  const revoke = dialog.getByRole("button", { name: "Revoke key" });
  await expect(revoke).toBeDisabled();
  await dialog.getByRole("textbox").fill("Staging");
  await revoke.click();
  await expectSaid(page, "Revoked “Staging”");
  await eventually(
    () => list(rotated),
    ({ status }) => status === 401,
    15_000,
  );
  await page.getByText("1 revoked or expired").click();
  await expect(page.getByRole("table", { name: "Revoked and expired API keys" })).toContainText("Revoked");
});

test("a Signing Secret is shown when asked, rotated, and the old one retired by its name", async () => {
  await page.goto(path("/signing-secrets"));
  const prod = page.locator("section").filter({ has: page.getByRole("heading", { name: "Prod", exact: true }) });
  await expect(page.getByText(/^rbs_[0-9A-Za-z]/)).toHaveCount(0);
  const old =
    (await prod
      .getByText(/^prod_/)
      .first()
      .textContent()) ?? "";
  await page.getByRole("button", { name: `Show Signing Secret ${old}` }).click();
  await expect(prod.getByText(/^rbs_[0-9A-Za-z]{40}$/)).toBeVisible();
  const secret = await prod.getByText(/^rbs_[0-9A-Za-z]{40}$/).textContent();

  await page.getByRole("button", { name: "Rotate the Signing Secret of prod" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate", exact: true }).click();
  await expectSaid(page, "The Signing Secret of prod was rotated");
  await expect(prod.getByText("Still accepted")).toBeVisible();
  const current =
    (await prod
      .getByText(/^prod_/)
      .first()
      .textContent()) ?? "";
  expect(current).not.toBe(old);
  await page.getByRole("button", { name: `Show Signing Secret ${current}` }).click();
  await expect(prod.getByText(/^rbs_[0-9A-Za-z]{40}$/).first()).not.toHaveText(secret as string);

  await page.getByRole("button", { name: "Rotate the Signing Secret of prod" }).click();
  await expect(page.getByRole("dialog")).toContainText("The last rotation is under way");
  await page.keyboard.press("Escape");

  await prod.getByRole("button", { name: "Retire now" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(old);
  await page.getByRole("dialog").getByRole("button", { name: "Retire secret" }).click();
  await expectSaid(page, `Retired ${old}`);
  await expect(prod.getByText("Still accepted")).toHaveCount(0);
  await expect(prod.getByText("1 retired")).toBeVisible();
});

test("the audit log tells all of it, and is filtered by its address", async () => {
  await page.goto(path("/audit-log"));
  const table = page.getByRole("table", { name: "Audit log" });
  for (const sentence of [
    "Retired a Signing Secret of prod",
    "Rotated the Signing Secret of prod",
    "Looked at a Signing Secret of prod",
    "Revoked the API key “Staging”",
    "Rotated the API key “Staging”",
    "Renamed the API key “Staging server” to “Staging”",
    "Created the API key “Staging server”",
    "Changed the name to “Settings & Söhne”, the time zone to “Asia/Kolkata”, the currency to “EUR”",
  ]) {
    await expect(table.getByText(sentence).first()).toBeVisible();
  }
  await expect(page.getByText("Times are those of Asia/Kolkata.")).toBeVisible();
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByLabel("What").selectOption("API keys");
  await page.getByLabel("Who").fill(email.slice(0, 20));
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/kind=api_key\.&actor=/);
  await expect(table.getByText("Signing Secret")).toHaveCount(0);
  await expect(table.getByText("first key")).toHaveCount(0);
  await table.getByText("Renamed the API key").click();
  await expect(table.getByText("api_key.renamed")).toBeVisible();
  await page.getByRole("link", { name: /^Remove filter Who/ }).click();
  await expect(table.getByText("Created the API key “first key”")).toBeVisible();
  await page.goto(path("/audit-log?from=2001-01-01&to=2001-01-02"));
  await expect(page.getByText("1 Jan 2001")).toBeVisible();
  await page.getByRole("link", { name: "Show everything" }).click();
  await expect(table).toBeVisible();
});

test("the docs are filled in with the workspace's own values", async ({ browser, baseURL }) => {
  await page.goto(`/dashboard/${acme.slug}/docs?env=sandbox`);
  await expect(page.getByText(/^wk_[0-9A-Za-z]/)).toBeVisible();
  await expect(page.getByText("Signing Secret of sandbox")).toBeVisible();
  await page.getByRole("button", { name: /^Show Signing Secret sandbox_/ }).click();
  await expect(page.getByText(/^rbs_[0-9A-Za-z]{40}$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Settings → Webhooks" })).toHaveAttribute("href", /settings\/webhooks\?env=sandbox$/);
  await expect(page.getByText("webhook-signature: v1,")).toBeVisible();
  await page.getByRole("link", { name: "Make one in API keys" }).click();
  await expect(page).toHaveURL(/settings\/api-keys\?env=sandbox$/);
  const analyst = await browserOf(browser, baseURL as string, await createMember(acme, "analyst"));
  const seen = await analyst.newPage();
  await seen.goto("/dashboard/docs");
  await expect(seen).toHaveURL(new RegExp(`/dashboard/${acme.slug}/docs$`));
  await expect(seen.getByText("Owners and admins of the workspace can see it.")).toBeVisible();
  await expect(seen.getByRole("button", { name: /^Show Signing Secret/ })).toHaveCount(0);
  await analyst.close();
});
