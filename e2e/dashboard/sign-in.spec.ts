import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { cliJson } from "#lib/testing/cli.ts";
import { signIn, signOut } from "./support/sign-in.ts";

/** Who may open what, as a person meets it. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
const path = (slug: string, rest = "") => `/dashboard/${slug}/cancellations${rest}`;
let acme: { slug: string };
let foreign: { slug: string };

test.beforeAll(async () => {
  const create = (name: string) => cliJson<{ slug: string }>("workspace", "create", "--name", name, "--plan", "advanced");
  acme = await create("Signing in & Söhne");
  foreign = await create("Foreign");
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", acme.slug, "--role", "owner");
});

test("signed out, the dashboard leads to the sign-in page and back", async ({ page }) => {
  await page.goto(path(acme.slug, "?env=sandbox"));
  await expect(page).toHaveURL(/\/sign-in\?/);
  await signIn(page, email, "wrong password");
  await expect(page.getByRole("alert").filter({ hasText: "E-mail or password is wrong." })).toBeVisible();
  await signIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`${path(acme.slug)}\\?env=sandbox$`));
  await expect(page.getByRole("heading", { name: "No cancellations in sandbox yet" })).toBeVisible();
  await signOut(page);
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await page.goto(path(acme.slug));
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("works without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(path(acme.slug));
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1, name: "Cancellations" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await context.close();
});

test("the session cookie is out of scripts' reach, and worthless after signing out", async ({ page, context }) => {
  await page.goto(path(acme.slug));
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name.endsWith("retentbase-session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await signOut(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(cookies);
  await page.goto(path(acme.slug));
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("a workspace of others answers like none at all", async ({ page }) => {
  await page.goto(path(acme.slug));
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1, name: "Cancellations" })).toBeVisible();
  const answers = await Promise.all(
    [foreign.slug, "no-such-workspace"].map(async (slug) => {
      const answer = await page.request.get(path(slug));
      // A nonce is new each time.
      return { status: answer.status(), text: (await answer.text()).replaceAll(slug, "…").replaceAll(/nonce="[^"]+"|\\"nonce\\":\\"[^"\\]+\\"/g, "nonce") };
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(answers[0]?.text).toBe(answers[1]?.text);
  await page.goto(path(foreign.slug));
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await expect(page).toHaveTitle(/^Not found/);
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
  await signIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`/dashboard/${acme.slug}$`));
});
