import { type Browser, expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { runCli } from "#lib/testing/cli.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { signIn } from "./support/sign-in.ts";

/** The operator's page: the report of deep health for those whom OPERATORS names, and nothing at all for anybody else. */

const PASSWORD = "correct horse battery";
const looks = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 1440 },
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 360 },
] as const;

let server: TestServer;
let database: Awaited<ReturnType<typeof makeOwnDatabase>> | undefined;

async function rb(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await runCli(args, database?.env);
  if (exitCode !== 0) throw new Error(stderr);
}

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: database?.env.DATABASE_OWNER_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function signedIn(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto("/sign-in?next=/dashboard/ops");
  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/dashboard\/ops/);
  return page;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  database = await makeOwnDatabase();
  await rb("workspace", "create", "--name", "Ops", "--slug", "ops", "--plan", "advanced");
  for (const email of ["ada@example.com", "grace@example.com", "eve@example.com"])
    await rb("user", "create", "--email", email, "--password", PASSWORD, "--workspace", "ops", "--role", "owner");
  // Where no mail is sent, whoever signs up first with an address gets it; that alone must not make them an operator.
  await asOwner("update users set email_proved_at = null where email = 'eve@example.com'");
  server = await startServer({ env: { ...database.env, OPERATORS: "Ada@example.com, eve@example.com" } });
});
test.afterAll(async () => {
  await server?.stop();
  await database?.remove();
});

test("is not there for visitors, other owners, and whoever has not proved the address", async ({ browser, request }) => {
  expect((await request.get(`${server.url}/operator`)).status()).toBe(404);
  for (const email of ["grace@example.com", "eve@example.com"]) {
    const page = await signedIn(browser, email);
    expect((await page.goto("/operator"))?.status()).toBe(404);
    await page.goto("/dashboard/ops");
    await page.getByRole("complementary").getByRole("button", { name: "@" }).click();
    await expect(page.getByRole("menuitem", { name: "Your account" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Health of this installation" })).toHaveCount(0);
    await page.context().close();
  }
});

test("shows an operator the report, in every look, and anew when asked", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await signedIn(browser, "ada@example.com");
  await page.getByRole("complementary").getByRole("button", { name: "@" }).click();
  await page.getByRole("menuitem", { name: "Health of this installation" }).click();
  await expect(page.getByRole("heading", { name: "Health of this installation" })).toBeVisible();
  const check = (name: string) => page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(check("Database")).toContainText("Well");
  await expect(check("Stripe")).toContainText("Off");
  await expect(page.getByRole("row").filter({ hasText: "expire-sessions" })).toBeVisible();

  await asOwner("delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations)");
  await expect(async () => {
    await page.getByRole("link", { name: "Look again" }).click();
    await expect(check("Database")).toContainText("Run npm run db:migrate.", { timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await expect(check("Database")).toContainText("Critical");

  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    expect(await accessibilityFaults(page), `${colorScheme}, ${width} px`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    if (process.env.LOOK_AT !== undefined) await page.screenshot({ path: `${process.env.LOOK_AT}/operator-${colorScheme}-${width}.png`, fullPage: true });
  }
  await page.context().close();
});
