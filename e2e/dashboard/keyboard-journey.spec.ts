import { expect, test } from "@playwright/test";
import { eventually } from "#lib/testing/eventually.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { startSmtpServer, type TestSmtpServer } from "#lib/testing/smtp.ts";
import { expectFocusSeen, tabTo } from "./support/keyboard.ts";

/** From no account to signed out again with keys alone: no pointer, no focus set by the test. Every stop on the way shows the focus. */

const ada = { email: "ada@example.com", password: "correct horse battery" };

let smtp: TestSmtpServer;
let server: TestServer;
let database: Awaited<ReturnType<typeof makeOwnDatabase>> | undefined;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  database = await makeOwnDatabase();
  smtp = await startSmtpServer();
  server = await startServer({ env: { ...database.env, SIGNUP: "first", SMTP_URL: smtp.url, MAIL_FROM: "RetentBase <hello@example.com>" } });
});

test.afterAll(async () => {
  await server?.stop();
  await smtp?.stop();
  await database?.remove();
});

async function mailedLink(): Promise<string> {
  const mail = await eventually(
    async () => smtp.accepted.find(({ subject }) => /^Confirm/.test(subject ?? "")),
    (found) => found !== undefined,
    20_000,
  );
  return /https?:\/\/\S+\/verify\/[\w-]+/.exec(mail?.text ?? "")?.[0] as string;
}

test("by keyboard alone: account, workspace, API key, reason, and out", async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const { keyboard } = page;
  const heading = (name: string | RegExp) => expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await test.step("sign up", async () => {
    await page.goto("/");
    await tabTo(page, "Create account");
    await keyboard.press("Enter");
    await heading("Create an account");
    await tabTo(page, "Your name");
    await keyboard.type("Ada");
    await tabTo(page, "E-mail");
    await keyboard.type(ada.email);
    await tabTo(page, "Password");
    await keyboard.type("password12345");
    await tabTo(page, "Create account");
    await keyboard.press("Enter");
    // Refused: the focus is where it is to be mended.
    await expect(page.getByLabel("Password")).toBeFocused();
    await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/Is too easy to guess/);
    await expectFocusSeen(page);
    await keyboard.type(ada.password);
    await keyboard.press("Enter");
    await heading("Check your mail");
  });

  await test.step("confirm the address", async () => {
    await page.goto(await mailedLink());
    await tabTo(page, "Password");
    await keyboard.type(ada.password);
    await tabTo(page, "Confirm and sign in");
    await keyboard.press("Space");
    await heading("Make your first workspace");
  });

  await test.step("make a workspace", async () => {
    await tabTo(page, "Name");
    await keyboard.type("Analytical Engines");
    await tabTo(page, "Time zone");
    await keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: "Find a city or zone" })).toBeFocused();
    await expectFocusSeen(page);
    await keyboard.type("lisbon");
    await keyboard.press("Enter");
    await expect(page.getByLabel("Time zone")).toHaveText("Europe/Lisbon");
    await expect(page.getByLabel("Time zone")).toBeFocused();
    await tabTo(page, "Create workspace");
    await keyboard.press("Enter");
    await expect(page).toHaveURL(/\/dashboard\/analytical-engines$/);
    await heading("Overview");
  });

  await test.step("create an API key", async () => {
    await tabTo(page, "Settings");
    await keyboard.press("Enter");
    await expect(page).toHaveURL(/\/settings$/);
    await tabTo(page, "API keys");
    await keyboard.press("Enter");
    await heading("API keys");
    await tabTo(page, "Create API key");
    await keyboard.press("Space");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await tabTo(page, "Name");
    await keyboard.type("Staging server");
    await tabTo(page, /^Prod and sandbox/);
    await keyboard.press("ArrowDown");
    await expect(dialog.getByLabel("Sandbox only")).toBeChecked();
    await expectFocusSeen(page);
    await tabTo(page, "Create key");
    await keyboard.press("Enter");
    const key = (await dialog.getByText(/^rbk_/).textContent()) ?? "";
    await tabTo(page, /^Copy/);
    await keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    await tabTo(page, "I have stored it");
    await keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("row").filter({ hasText: "Staging server" })).toBeVisible();
    // The button of the empty page is gone; the focus is at the content, and not lost at the top of the page.
    await expect(page.getByRole("main")).toBeFocused();
    await expectFocusSeen(page);
    await tabTo(page, "Create API key");
  });

  await test.step("add a reason", async () => {
    await tabTo(page, "Reasons", "Shift+Tab");
    await keyboard.press("Enter");
    await heading("Reasons");
    await tabTo(page, /^Add (a )?reason$/);
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await tabTo(page, "Label");
    await keyboard.type("Moved to a spreadsheet");
    await tabTo(page, "Add reason");
    await keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByText("Moved to a spreadsheet", { exact: true }).first()).toBeVisible();
    expect(await expectFocusSeen(page)).toMatch(/^Add (a )?reason$/);
  });

  await test.step("sign out", async () => {
    await tabTo(page, ada.email, "Shift+Tab");
    await keyboard.press("Enter");
    await expect(page.getByRole("menu")).toBeVisible();
    await expectFocusSeen(page);
    await keyboard.press("End");
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeFocused();
    await expectFocusSeen(page);
    await keyboard.press("Enter");
    await expect(page.getByText("You are signed out.")).toBeVisible();
  });
  await context.close();
});
