import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { eventually } from "#lib/testing/eventually.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { startSmtpServer, type TestSmtpServer } from "#lib/testing/smtp.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { signIn } from "./support/sign-in.ts";

/** From nothing to a team: an installation without users, its first user, a workspace, who is invited, and every way in and out. */

const ada = { email: "ada@example.com", password: "correct horse battery", name: "Ada" };
const grace = { email: "grace@example.com", password: "a compiler of one's own" };
const looks = [
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 360 },
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 1440 },
] as const;

let smtp: TestSmtpServer;
let server: TestServer;
let database: Awaited<ReturnType<typeof makeOwnDatabase>> | undefined;
let owner: BrowserContext;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  database = await makeOwnDatabase();
  smtp = await startSmtpServer();
  server = await startServer({
    env: { ...database.env, SIGNUP: "first", SMTP_URL: smtp.url, MAIL_FROM: "RetentBase <hello@example.com>", RATE_LIMIT_ACCOUNT_REQUESTS: "off" },
  });
  owner = await browser.newContext({ baseURL: server.url, timezoneId: "Asia/Tokyo" });
});

test.afterAll(async () => {
  await owner?.close();
  await server?.stop();
  await smtp?.stop();
  await database?.remove();
});

/** The link in the latest mail to somebody, whose subject says what it is for. */
async function mailedLink(to: string, subject: RegExp): Promise<string> {
  const find = async () =>
    smtp.accepted.filter((mail) => [mail.to].flat().some((address) => address?.text.includes(to)) && subject.test(mail.subject ?? "")).at(-1);
  const mail = await eventually(find, (found) => found !== undefined, 20_000);
  const link = /https?:\/\/\S+\/(verify|reset|magic|accept-invite)\/[\w-]+(\?\S+)?/.exec(mail?.text ?? "")?.[0];
  if (link === undefined) throw new Error(`The mail holds no link: ${mail?.text}`);
  return link;
}

async function expectAccessible(page: Page): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    expect(await accessibilityFaults(page), `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${page.url()} at ${width} px`).toBeLessThanOrEqual(0);
  }
}

async function fresh(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: server.url, ...options });
  return { context, page: await context.newPage() };
}

test("the first user signs up, confirms by mail, and makes a workspace", async () => {
  const page = await owner.newPage();
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Your name").fill(ada.name);
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password").fill(ada.email);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Is too easy to guess: it is little more than your e-mail address.")).toBeVisible();
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveValue(ada.email);
  await expect(page.getByLabel("Password")).toHaveValue("");
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await expectAccessible(page);

  await page.goto("/sign-in");
  await signIn(page, ada.email, ada.password);
  await expect(page.getByText("Confirm your e-mail address first")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(ada.email);
  await page.getByRole("link", { name: "Send the link again" }).click();
  await page.getByRole("button", { name: "Send the link again" }).click();
  await expect(page.getByText("a new link is on its way")).toBeVisible();

  await page.goto(await mailedLink(ada.email, /^Confirm/));
  await expectAccessible(page);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page.getByText("That is not the password")).toBeVisible();
  await page.getByLabel("Password").fill(ada.password);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();

  await expect(page.getByRole("heading", { name: "Make your first workspace" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name").fill("Analytical Engines");
  await expect(page.getByLabel("Time zone")).toHaveText("Asia/Tokyo");
  await page.getByLabel("Time zone").click();
  await page.getByRole("combobox", { name: "Find a city or zone" }).fill("london");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Time zone")).toHaveText("Europe/London");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page).toHaveURL(/\/dashboard\/analytical-engines/);
  await page.close();
});

test("another workspace is made without any script", async ({ browser }) => {
  const { context, page } = await fresh(browser, { javaScriptEnabled: false, storageState: await owner.storageState() });
  await page.goto("/dashboard/new");
  await page.getByLabel("Name").fill("  ");
  await page.getByLabel("Time zone").selectOption("Asia/Kolkata");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Kolkata");
  await page.getByLabel("Name").fill("Difference Engines");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(page).toHaveURL(/\/dashboard\/difference-engines/);
  await page.goto("/dashboard/difference-engines/settings");
  await expect(page.getByLabel("Time zone")).toContainText("Asia/Kolkata");
  await context.close();
  // The dashboard leads to where one was last.
  const back = await owner.newPage();
  await back.goto("/dashboard/analytical-engines");
  await back.close();
});

test("nobody else may sign up", async ({ browser }) => {
  const { context, page } = await fresh(browser);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Create account" })).toHaveCount(0);
  await page.goto("/sign-up");
  await expect(page.getByRole("heading", { name: "Sign-up is by invitation here" })).toBeVisible();
  await context.close();
});

test("a member is invited, makes an account without any script, and gets another role", async ({ browser }) => {
  const page = await owner.newPage();
  await page.goto("/dashboard/analytical-engines/settings/members");
  await page.getByLabel("E-mail").fill(grace.email);
  await page.getByLabel("Role", { exact: true }).selectOption("viewer");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByText("The invitation is on its way.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: grace.email })).toContainText("Viewer");
  await expectAccessible(page);

  const { context, page: theirs } = await fresh(browser, { javaScriptEnabled: false });
  await theirs.goto(await mailedLink(grace.email, /^Invitation/));
  await expect(theirs.getByRole("heading", { name: "Join Analytical Engines" })).toBeVisible();
  await theirs.getByLabel("Your name").fill("Grace");
  await theirs.getByLabel("Password").fill(grace.email);
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs.getByText("Is too easy to guess: it is little more than your e-mail address.")).toBeVisible();
  await expect(theirs.getByLabel("Your name")).toHaveValue("Grace");
  await theirs.getByLabel("Password").fill(grace.password);
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await expect(theirs).toHaveURL(/\/dashboard\/analytical-engines/);
  const members = "/dashboard/analytical-engines/settings/members";
  await theirs.goto(members);
  await expect(theirs.getByRole("row").filter({ hasText: grace.email })).toContainText("Viewer");
  await expect(theirs.getByRole("button", { name: "Invite", exact: true })).toHaveCount(0);

  await page.reload();
  await page.getByLabel("Role of Grace").selectOption("admin");
  await expect(page.getByText("Grace is admin now")).toBeVisible();
  await theirs.goto(members);
  await expect(theirs.getByRole("button", { name: "Invite", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Remove Grace" }).click();
  await page.getByRole("button", { name: "Remove member" }).click();
  // Behind an open dialog nothing has a role.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row").filter({ hasText: grace.email })).toHaveCount(0);
  expect((await theirs.goto(members))?.status()).toBe(404);
  await context.close();
  await page.close();
});

test("somebody with an account is invited back, signs in on the way, and takes the ownership over", async ({ browser }) => {
  const page = await owner.newPage();
  await page.goto("/dashboard/analytical-engines/settings/members");
  await page.getByLabel("E-mail").fill(grace.email);
  await page.getByLabel("Role", { exact: true }).selectOption("admin");
  const before = await mailedLink(grace.email, /^Invitation/);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await eventually(
    () => mailedLink(grace.email, /^Invitation/),
    (found) => found !== before,
    20_000,
  );

  const { context, page: theirs } = await fresh(browser);
  await theirs.goto(link);
  await expectAccessible(theirs);
  await theirs.getByRole("link", { name: "Sign in" }).click();
  await signIn(theirs, grace.email, grace.password);
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs).toHaveURL(/\/dashboard\/analytical-engines/);
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();

  await page.reload();
  const leave = page.getByRole("button", { name: "Leave workspace" });
  const ownRole = page.getByRole("combobox", { name: "Role of Ada" });
  const advice = "You are the only owner, and a workspace needs one. Make another member owner first.";
  for (const control of [leave, ownRole]) {
    await expect(control).toBeDisabled();
    await expect(control).toHaveAccessibleDescription(advice);
  }
  await expectAccessible(page);
  await page.getByRole("combobox", { name: "Role of Grace" }).selectOption("Owner");
  for (const control of [leave, ownRole]) await expect(control).toBeEnabled();
  await page.getByRole("combobox", { name: "Role of Grace" }).selectOption("Admin");
  await expect(leave).toBeDisabled();
  await page.getByRole("button", { name: "Make owner" }).click();
  await page.getByRole("dialog").getByLabel("Type").fill("Analytical Engines");
  await page.getByRole("button", { name: "Transfer ownership" }).click();
  await expect(page.getByRole("row").filter({ hasText: grace.email })).toContainText("Owner");
  await expect(page.getByRole("button", { name: "Make owner" })).toHaveCount(0);
  await context.close();
  await page.close();
});

test("one's own account: name, sessions, password, theme", async ({ browser }) => {
  const { context, page: other } = await fresh(browser);
  await other.goto("/sign-in");
  await signIn(other, ada.email, ada.password);
  await expect(other).toHaveURL(/\/dashboard\/analytical-engines/);

  const page = await owner.newPage();
  await page.goto("/dashboard/account");
  await expectAccessible(page);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Lovelace");

  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("Signed out everywhere else")).toBeVisible();
  await other.goto("/dashboard/account");
  await expect(other).toHaveURL(/\/sign-in/);

  await page.getByLabel("Present password").fill("not the password");
  await page.getByLabel("New password").fill("a better password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Is not your present password.")).toBeVisible();
  await page.getByLabel("Present password").fill(ada.password);
  await page.getByLabel("New password").fill("a better password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await page.getByLabel("Dark").check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await context.close();
  await page.close();
});

test("a forgotten password is set anew by mail, which ends every session; a link signs in without one", async ({ browser }) => {
  const { context, page } = await fresh(browser);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expectAccessible(page);
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await page.goto(await mailedLink(ada.email, /^Choose a new password/));
  await expectAccessible(page);
  await page.getByLabel("New password").fill("yet another password");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("Your password is set")).toBeVisible();
  await signIn(page, ada.email, "yet another password");
  await expect(page).toHaveURL(/\/dashboard\/analytical-engines/);

  const ended = await owner.newPage();
  await ended.goto("/dashboard/account");
  await expect(ended).toHaveURL(/\/sign-in/);
  await ended.getByRole("link", { name: "Sign in by a link in your mail" }).click();
  await ended.getByLabel("E-mail").fill(ada.email);
  await ended.getByRole("button", { name: "Send the link" }).click();
  await expect(ended.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  const link = await mailedLink(ada.email, /link to sign in/);
  await ended.goto(link);
  await expectAccessible(ended);
  await ended.getByRole("button", { name: "Sign in" }).click();
  await expect(ended).toHaveURL(/\/dashboard\/account/);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await ended.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(ended.getByText("You are signed out.")).toBeVisible();
  await context.close();
  await ended.close();
});
