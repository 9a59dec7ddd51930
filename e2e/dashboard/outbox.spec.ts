import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { exchange, requestBytes } from "#lib/testing/wire.ts";
import { accessibilityFaults } from "./support/accessibility.ts";

/** The demo's outbox: what was queued appears, can be read under the page's policy, and its links are there to click. */

let folder = "";
let server: TestServer;
let env: Record<string, string>;
let database: Awaited<ReturnType<typeof makeOwnDatabase>> | undefined;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "retentbase-outbox-"));
  // In the database of all, mails of other suites still wait; this server would send them into its outbox.
  database = await makeOwnDatabase();
  env = { DEMO: "1", RETENTBASE_DATA_DIR: folder, ...database.env };
  server = await startServer({ env });
});
test.afterAll(async () => {
  await server?.stop();
  await database?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Queues in a process of its own: the settings of this one are not those of a demo. */
function queue(address: string): void {
  const code = `import { queueTestMail } from "#lib/testing/queue-test-mail.ts"; await queueTestMail(${JSON.stringify(address)}); process.exit(0);`;
  execFileSync(process.execPath, ["--input-type=module", "-e", code], { env: { ...process.env, ...env } as NodeJS.ProcessEnv });
}

test("outside a demo there is none", async ({ page }) => {
  expect((await page.goto("/outbox"))?.status()).toBe(404);
});

test("is not read through another name that leads to this computer", async () => {
  const statusFor = async (host: string) => (await exchange(server.url, requestBytes("GET", "/outbox", [`Host: ${host}`, "Connection: close"])))[0]?.status;
  const { port } = new URL(server.url);
  for (const host of [`evil.example:${port}`, "evil.example", `127.0.0.1.evil.example:${port}`, "localhost.evil.example", "127.0.0.1@evil.example"])
    expect([host, await statusFor(host)]).toEqual([host, host.includes("@") ? 400 : 404]);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) expect([host, await statusFor(host)]).toEqual([host, 200]);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 360 },
] as const) {
  test(`${colorScheme}, ${width} px: from empty to a mail that can be read and followed`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: server.url, colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // Whatever looks into the mail from here meets its sandbox.
      const isSandbox = message.text().startsWith("Blocked script execution in 'about:srcdoc'");
      if (message.type() === "error" && !isSandbox) complaints.push(message.text());
    });
    const fits = async () => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    };
    await page.goto("/outbox");
    if (colorScheme === "light") {
      await expect(page.getByRole("heading", { name: "No mail yet" })).toBeVisible();
      await fits();
    }
    const to = `${randomUUID()}@example.com`;
    queue(to);
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("row").filter({ hasText: to })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await page.getByRole("row").filter({ hasText: to }).getByRole("link").click();
    await expect(page.getByRole("heading", { name: "Your link to sign in" })).toBeVisible();
    const mail = page.frameLocator("iframe");
    await expect(mail.getByText("Here is your link to sign in to RetentBase.")).toBeVisible();
    await expect(mail.getByRole("link", { name: "Sign in" })).toHaveCSS("background-color", "rgb(11, 107, 114)");
    await expect(page.getByRole("list", { name: "Links of this mail" }).getByRole("link")).toHaveAttribute("href", "https://app.example.com/link");
    await fits();
    expect((await page.request.get("/outbox?mail=../../secrets")).status()).toBe(404);
    expect(complaints).toEqual([]);
    await context.close();
  });
}
