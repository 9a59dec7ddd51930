import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";

/** The way through, as a person sees it: an event sent to the API stands on the first page, with its history. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
const path = (slug: string, rest = "") => `/dashboard/${slug}/cancellations${rest}`;
let acme: { slug: string; apiKey: string };
let foreign: { slug: string };
let api: ApiClient;

test.beforeAll(async ({ baseURL }) => {
  const create = (name: string, ...more: string[]) =>
    cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", name, "--plan", "advanced", ...more);
  acme = await create("First page & Söhne");
  foreign = await create("Foreign");
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", acme.slug, "--role", "owner");
  api = apiClient(acme.apiKey, baseURL as string);
});

async function signIn(page: Page, given = password): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(given);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/** Texts that reach beyond the window, where only a scrolling box of their own may. */
function textOutOfView(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement));
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(element),
    );
    return out.map((element) => element.outerHTML.slice(0, 200));
  });
}

test("signed out, the dashboard leads to the sign-in page and back", async ({ page }) => {
  await page.goto(path(acme.slug, "?env=sandbox"));
  await expect(page).toHaveURL(/\/sign-in\?/);
  await signIn(page, "wrong password");
  await expect(page.getByRole("alert").filter({ hasText: "E-mail or password is wrong." })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await signIn(page);
  await expect(page).toHaveURL(new RegExp(`${path(acme.slug)}\\?env=sandbox$`));
  await expect(page.getByRole("heading", { name: "No cancellations in sandbox yet" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await page.goto(path(acme.slug));
  await expect(page).toHaveURL(/\/sign-in\?/);
});

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

  await page.goto("/dashboard");
  await signIn(page);
  await expect(page).toHaveURL(new RegExp(`${path(acme.slug)}$`));
  const row = page.getByRole("row").filter({ hasText: "user_456" });
  await expect(row).toContainText(["Too expensive", "Churned", "20% off next month, accepted", "$129.50"].join(""));

  await row.getByRole("link").click();
  await expect(page.getByText("<b>Needs</b> lower monthly price")).toBeVisible();
  const history = page.getByRole("list").filter({ hasText: "Effective" });
  await expect(history.getByRole("listitem").filter({ hasText: "Effective" })).toHaveCount(1);
  await expect(history).toContainText("Churned current");
  await expect(history).toContainText("API key “first key”");

  expect((await api.patch(eventId, { outcome: "recovered", metadata: { channel: "cs_call" } })).status).toBe(200);
  await page.reload();
  await expect(history).toContainText("Churned superseded");
  await expect(history).toContainText("Recovered current");
  await expect(history).toContainText('channel: "cs_call"');

  await page.getByRole("link", { name: "Sandbox" }).click();
  await expect(page.getByText("Sandbox: test data")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(0);
});

test("works without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await api.post({ eventId: randomUUID(), userId: "user_without_scripts", reasonKey: "other" });
  await page.goto("/dashboard");
  await signIn(page);
  await expect(page.getByRole("heading", { level: 1, name: "Cancellations" })).toBeVisible();
  await page.getByRole("row").filter({ hasText: "user_without_scripts" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await context.close();
});

test("the session cookie is out of scripts' reach, and worthless after signing out", async ({ page, context }) => {
  await page.goto("/sign-in");
  await signIn(page);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name.endsWith("retentbase-session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  await page.goto(path(acme.slug));
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("a workspace of others answers like none at all", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  const answers = await Promise.all(
    [foreign.slug, "no-such-workspace"].map(async (slug) => {
      const answer = await page.request.get(path(slug));
      const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "none";
      return { status: answer.status(), text: (await answer.text()).replaceAll(slug, "…").replaceAll(nonce, "…") };
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(answers[0]?.text).toBe(answers[1]?.text);
  await page.goto(path(foreign.slug));
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page).toHaveTitle(/^Not found/);
});

test("an event that is not there is named, and sought in the other environment", async ({ page }) => {
  const eventId = `only/sandbox ${randomUUID()}`;
  expect((await api.post({ environment: "sandbox", eventId, reasonKey: "other", reasonText: "Look here" })).status).toBe(201);
  await page.goto(path(acme.slug, `?event=${encodeURIComponent(eventId)}`));
  await signIn(page);
  await expect(page.getByRole("status").filter({ hasText: eventId })).toBeVisible();
  await page.getByRole("link", { name: "Look for it in sandbox" }).click();
  await expect(page.getByText("Look here")).toBeVisible();
  await expect(page).toHaveTitle(/^Cancellations/);
});

test("a form sent from elsewhere neither signs in nor out", async ({ page, request }) => {
  const foreignHeaders: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "null" },
    { origin: "https://evil.example" },
  ];
  for (const address of ["/api/auth/callback/credentials", "/sign-out"]) {
    for (const headers of foreignHeaders) {
      expect((await request.post(address, { headers, form: { email, password } })).status()).toBe(403);
    }
  }
  await page.goto("/sign-in?next=https://evil.example/dashboard");
  await signIn(page);
  await expect(page).toHaveURL(new RegExp(`${path(acme.slug)}$`));
});

test("the demo is open to everybody, and says what it is", async ({ page }) => {
  const demo = await cliJson<{ slug: string }>("workspace", "create", "--name", "Demo", "--plan", "advanced", "--demo");
  await cliJson("seed", demo.slug, "--events", "60", "--months", "2");
  await page.goto(path(demo.slug));
  await expect(page.getByText("This is the public demo")).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("rowheader")).toHaveCount(25);
  const newest = await page.getByRole("rowheader").first().textContent();
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByRole("link", { name: "Newest" })).toBeVisible();
  await expect(page.getByRole("rowheader")).toHaveCount(25);
  expect(await page.getByRole("rowheader").first().textContent()).not.toBe(newest);
  await page.getByRole("link", { name: "Sandbox" }).click();
  await expect(page.getByRole("heading", { name: "The demo has no sandbox data" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 768, 1440]) {
    test(`every page is accessible and fits, ${colorScheme} at ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(error.message));
      const eventId = `long-${randomUUID()}`.padEnd(255, "x");
      await api.post({
        eventId,
        userId: "u".repeat(255),
        reasonKey: "other",
        offer: { type: "pause", label: "l".repeat(255) },
        reasonText: "x".repeat(5_000),
        context: { plan: "p".repeat(255), mrr: 1e9 },
      });

      const look = async (address: string) => {
        await page.goto(address);
        await expectNoAxeViolations(page);
        expect(await textOutOfView(page)).toEqual([]);
      };
      for (const address of ["/", "/docs/errors", "/sign-in", "/sign-in?error=unauthenticated"]) await look(address);
      await signIn(page);
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
      for (const address of [path(acme.slug, `?event=${eventId}`), path(acme.slug, "?env=sandbox")]) await look(address);
      await page.goto(path(acme.slug));
      const heights = await page.getByRole("row").evaluateAll((rows) => rows.map((row) => row.querySelector("time")?.getBoundingClientRect().height ?? 0));
      expect(Math.max(...heights), "every time stands on one line").toBeLessThan(30);
      expect(faults).toEqual([]);
      await look("/nowhere");
      await context.close();
    });
  }
}
