import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { finish, makeLink, press, visit } from "#lib/testing/hosted-visitor.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { panel, rows, walkByKeys } from "./support/explorer.ts";
import { signIn } from "./support/sign-in.ts";

/** The list of hosted sessions: what a customer did stands there step by step, and what the merchant may not know is said. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
let slug: string;
let api: ApiClient;
const path = (rest = "") => `/dashboard/${slug}/sessions${rest}`;

test.beforeAll(async ({ baseURL }) => {
  const made = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", "Sessions", "--plan", "core");
  slug = made.slug;
  await cliJson("return-origin", "add", slug, "https://shop.example.com");
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", slug, "--role", "admin");
  api = apiClient(made.apiKey, baseURL as string);
});

const link = (body: object = {}) => makeLink(api, { returnUrl: "https://shop.example.com/account", ...body });

async function open(page: Page, rest = ""): Promise<void> {
  await page.goto(path(rest));
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
}

test("before the first one it says what will be here, with the call to paste; the navigation leads there", async ({ page }) => {
  const empty = await cliJson<{ slug: string }>("workspace", "create", "--name", "No sessions", "--plan", "core");
  await cliJson("user", "add", "--email", email, "--workspace", empty.slug, "--role", "admin");
  await page.goto(`/dashboard/${empty.slug}`);
  await signIn(page, email, password);
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Sessions" }).click();
  await expect(page.getByRole("heading", { name: "No hosted sessions in prod yet" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Make a link in sandbox" })).toContainText("/api/v1/cancel-link");
  await expect(page.getByRole("link", { name: "Make a sandbox API key" })).toBeVisible();
  await page.goto("/dashboard/sessions?env=sandbox");
  await expect(page).toHaveURL(new RegExp(`/dashboard/${empty.slug}/sessions\\?env=sandbox$`));
});

test("a customer's way stands there step by step, and leads to the cancellation and back", async ({ page }) => {
  const { url, session_id: id } = await link({ userId: "user_456", context: { plan: "pro", mrr: 129.5 }, customer: { email: "jo@example.com" } });
  await visit(url);
  await press(url, "", "continue", { reasonKey: "too_expensive", reasonText: "<b>Too dear</b>" });
  await press(url, "confirm", "confirm");
  await open(page);
  const row = rows(page).filter({ hasText: "user_456" });
  await expect(row).toContainText("ChurnedToo expensiveNoneNot seen");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`session=${id}`));
  await expect(panel(page)).toContainText("<b>Too dear</b>");
  const steps = panel(page).getByRole("region", { name: "Steps" }).getByRole("listitem");
  await expect(steps).toContainText([
    "Link made",
    "Opened the link",
    "Too expensive, with words of their own",
    "Saw the confirmation",
    "Confirmed the cancellation",
  ]);
  await expect(steps.nth(1)).toContainText(/after (less than )?\d+ s/);
  await expect(panel(page).getByRole("region", { name: "Result" })).toContainText("No endpoint took cancel_session.completed");
  await expect(panel(page)).toContainText("The one before your first publish");
  await expect(panel(page)).not.toContainText("jo@example.com");
  expect(await accessibilityFaults(page)).toEqual([]);

  await panel(page).getByRole("link", { name: "Its cancellation, with the outcome’s history" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cancellations" })).toBeVisible();
  await expect(panel(page)).toContainText(id);
  await panel(page).getByRole("link", { name: "Its hosted session, step by step" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
  await expect(steps).toHaveCount(5);
});

test("results that nobody may know of are counted, listed, and gone once they are verified", async ({ page, baseURL }) => {
  const own = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", "Unseen", "--plan", "core");
  await cliJson("return-origin", "add", own.slug, "https://shop.example.com");
  await cliJson("user", "add", "--email", email, "--workspace", own.slug, "--role", "viewer");
  const client = apiClient(own.apiKey, baseURL as string);
  const { url } = await makeLink(client, { returnUrl: "https://shop.example.com/account" });
  const token = await finish(url);
  await page.goto(`/dashboard/${own.slug}/sessions`);
  await signIn(page, email, password);
  const title = page.getByText("1 completed session of the last 30 days: you may not know its outcome");
  await expect(title).toBeVisible();
  await expect(page.getByText("Ask an admin for a webhook endpoint")).toBeVisible();
  await page.getByRole("link", { name: "Show it" }).click();
  await expect(page).toHaveURL(/result=unseen/);
  await expect(rows(page)).toHaveCount(1);
  expect((await client.call("POST", "/result-tokens/verify", { body: { token } })).status).toBe(200);
  await page.reload();
  await expect(page.getByRole("heading", { name: "No session fits these filters" })).toBeVisible();
  await expect(title).toHaveCount(0);
  await page.getByRole("link", { name: "Clear all filters" }).click();
  await expect(rows(page)).toContainText("Verified");
});

test("filters live in the address, and come off one by one; what means nothing is told", async ({ page }) => {
  const user = `user_${randomUUID()}`;
  await link({ userId: user });
  await visit((await link({ userId: user })).url);
  await finish((await link({ userId: user })).url, "keep");
  await open(page, `?q=${user}`);
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText("3 of 3 sessions")).toBeVisible();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Open", exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/status=opened/);
  await page.getByRole("link", { name: "Remove filter Status: open" }).click();
  await expect(page).toHaveURL(new RegExp(`\\?q=${user}$`));
  await page.goto(path(`?status=lost&session=cxs_nothing&cursor=x`));
  await expect(page.getByText("status=lost")).toBeVisible();
  await expect(page.getByText("There is no such session in prod")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
});

test("the keyboard alone: j and k walk, enter opens, esc closes", async ({ page }) => {
  const user = `keys_${randomUUID()}`;
  for (let i = 0; i < 3; i++) await link({ userId: user });
  await open(page, `?q=${user}`);
  await walkByKeys(page, { text: "Link made", address: /session=cxs_/ });
});

test("a verifier stands in the docs in each language, without scripts too", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/docs");
  const languages = page.getByRole("navigation", { name: "Language of the verifier" });
  for (const [language, file, line] of [
    ["Python", "verify-result.py", "hmac.compare_digest"],
    ["Ruby", "verify-result.rb", "fixed_length_secure_compare"],
    ["PHP", "verify-result.php", "hash_equals"],
    ["Go", "verify-result.go", "hmac.Equal"],
    ["curl", "verify-result.sh", "/api/v1/result-tokens/verify"],
    ["JavaScript", "verify-result.mjs", "timingSafeEqual"],
  ] as const) {
    await languages.getByRole("link", { name: language }).click();
    await expect(page.getByRole("region", { name: file })).toContainText(line);
    await expect(languages.getByRole("link", { name: language })).toHaveAttribute("aria-current", "page");
  }
  await expect(page.getByText("This is not legal advice.")).toBeVisible();
  const vectors = await page.request.get("/docs/result-token-vectors.json");
  expect(((await vectors.json()) as { refuse: unknown[] }).refuse.length).toBeGreaterThan(30);
  await context.close();
});
