import { randomUUID } from "node:crypto";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { cliJson, runCli } from "#lib/testing/cli.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { type LocalStripe, startLocalStripe } from "../stripe/start.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { browserOf, createMember, createWorkspace } from "./support/members.ts";

/** The Billing page by clicks, against a local Stripe: what each state says, what its buttons do, and who sees it. */

const looks = [
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 1440 },
] as const;

let stripe: LocalStripe;
let server: TestServer;
let database: Awaited<ReturnType<typeof makeOwnDatabase>> | undefined;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  database = await makeOwnDatabase();
  stripe = await startLocalStripe({ catalogue: true });
  server = await startServer({ env: { ...database.env, ...stripeSettings(stripe), RATE_LIMIT_SIGN_IN: "10000:10000" } });
});

test.afterAll(async () => {
  await server?.stop();
  await stripe?.close();
  await database?.remove();
});

/** `rb` on the database of the server that sells. */
async function rb(...args: string[]): Promise<{ slug: string }> {
  const { exitCode, stdout, stderr } = await runCli([...args, "--json"], database?.env);
  if (exitCode !== 0) throw new Error(`rb ${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout) as { slug: string };
}

async function person(slug: string, role: string): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await rb("user", "create", "--email", email, "--password", "correct horse battery", "--workspace", slug, "--role", role);
  return email;
}

/** An owner at the Billing page of a workspace that an operator made: without a trial, without a subscription. */
async function ownerOf(browser: Browser, plan: "core" | "advanced" = "advanced"): Promise<{ slug: string; context: BrowserContext; page: Page }> {
  const { slug } = await rb("workspace", "create", "--name", "Paying", "--plan", plan);
  const context = await browserOf(browser, server.url, await person(slug, "owner"));
  const page = await context.newPage();
  await page.goto(`/dashboard/${slug}/billing`);
  return { slug, context, page };
}

async function expectFine(page: Page): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    expect(await accessibilityFaults(page), `${page.url()}, ${colorScheme}, ${width} px`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${page.url()} at ${width} px`).toBeLessThanOrEqual(0);
  }
}

const plan = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Chooses a plan and pays for it at Stripe. */
async function buy(page: Page, name: "Core" | "Advanced", submit = "Subscribe"): Promise<void> {
  await plan(page, name)
    .getByRole("button", { name: `Choose ${name}` })
    .click();
  await page.getByRole("button", { name: submit }).click();
  await expect(page.getByText(`Thank you. The workspace is on ${name}.`)).toBeVisible();
}

test("a trial says when it ends; a plan chosen in it is paid when it ends", async ({ browser }) => {
  const { context, page } = await ownerOf(browser);
  await page.goto("/dashboard/new");
  await page.getByLabel("Name").fill("On trial");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL(/\/dashboard\/on-trial/);
  await page.goto("/dashboard/billing");
  await expect(page).toHaveURL(/\/dashboard\/on-trial\/billing$/);
  await expect(page.getByText("14 days left")).toBeVisible();
  await expect(page.getByText("Test mode: no real money moves")).toBeVisible();
  await expectFine(page);
  await page.getByRole("navigation", { name: "How often you pay" }).getByRole("link", { name: "Yearly" }).click();
  await expect(plan(page, "Core").getByText("$290")).toBeVisible();
  await expect(plan(page, "Core").getByText("saves $58 a year")).toBeVisible();
  // Away from the checkout and back: nothing was bought.
  await plan(page, "Core").getByRole("button", { name: "Choose Core" }).click();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByText("Nothing was bought")).toBeVisible();
  await expect(page.getByText("14 days left")).toBeVisible();
  await buy(page, "Core", "Start trial");
  await expect(page.getByText("The first payment falls due when the trial ends.")).toBeVisible();
  await expect(plan(page, "Core").getByText("Your plan")).toBeVisible();
  await plan(page, "Advanced").getByRole("link", { name: "Change to Advanced" }).click();
  await expect(page.getByText("Nothing is due now.")).toBeVisible();
  await page.getByRole("button", { name: "Change the plan" }).click();
  await expect(page.getByText("The workspace is on Advanced now.")).toBeVisible();
  await context.close();
});

test("paid, changed as it was shown, declined, cancelled and taken back", async ({ browser }) => {
  const { slug, context, page } = await ownerOf(browser);
  await buy(page, "Core");
  await expect(page.getByText("$29 a month, before taxes and discounts")).toBeVisible();
  await expect(page.getByText("Visa ending in 4242, good until 12/2034")).toBeVisible();
  await expect(page.getByRole("region", { name: "Invoices" }).getByRole("row").filter({ hasText: "$29" })).toContainText("Paid");
  await expectFine(page);

  await page.getByRole("navigation", { name: "How often you pay" }).getByRole("link", { name: "Yearly" }).click();
  await expect(plan(page, "Advanced").getByText("$990")).toBeVisible();
  await plan(page, "Advanced").getByRole("link", { name: "Change to Advanced" }).click();
  await expect(page.getByRole("heading", { name: "Change to Advanced, paid yearly" })).toBeVisible();
  const inAYear = new Date();
  inAYear.setUTCFullYear(inAYear.getUTCFullYear() + 1);
  await expect(
    page.getByText(`From ${inAYear.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })}`),
  ).toBeVisible();
  await expectFine(page);
  stripe.control.declineNext();
  await page.getByRole("button", { name: /^Change and pay \$/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The plan was not changed" })).toContainText("The payment did not go through");
  stripe.control.acceptAll();
  expect((await page.goto(`/dashboard/${slug}/billing`))?.status()).toBe(200);
  await expect(page.getByText("$29 a month, before taxes and discounts")).toBeVisible();

  await page.goto(`/dashboard/${slug}/billing?every=year&change=advanced`);
  const confirm = page.getByRole("button", { name: /^Change and pay \$/ });
  const due = /\$[\d,.]+/.exec((await confirm.textContent()) ?? "")?.[0] ?? "";
  await confirm.click();
  await expect(page.getByText("The workspace is on Advanced now.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Invoices" }).getByRole("row").filter({ hasText: due })).toContainText("Paid");
  await expect(page.getByText("$990 a year, before taxes and discounts")).toBeVisible();

  await page.getByRole("button", { name: "Open Stripe’s portal" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await page.getByRole("link", { name: "Return to RetentBase" }).click();
  await expect(page.getByText("The plan ends on")).toBeVisible();
  await expectFine(page);
  await page.getByRole("button", { name: "Keep the plan in the portal" }).click();
  await page.getByRole("button", { name: "Don't cancel subscription" }).click();
  await page.getByRole("link", { name: "Return to RetentBase" }).click();
  await expect(page.getByText("Back from Stripe’s portal.")).toBeVisible();
  await expect(page.getByText("The plan ends on")).toHaveCount(0);
  await context.close();
});

test("without a script every button works", async ({ browser }) => {
  const { slug, context } = await ownerOf(browser);
  const plain = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false, storageState: await context.storageState() });
  const page = await plain.newPage();
  await page.goto(`/dashboard/${slug}/billing`);
  await buy(page, "Advanced");
  await plan(page, "Core").getByRole("link", { name: "Change to Core" }).click();
  await expect(page.getByText("Credited to your coming invoices")).toBeVisible();
  await page.getByRole("button", { name: "Change the plan" }).click();
  await expect(page.getByText("The workspace is on Core now.")).toBeVisible();
  await page.getByRole("button", { name: "Open Stripe’s portal" }).click();
  await expect(page.getByRole("heading", { name: "Manage your subscription" })).toBeVisible();
  await plain.close();
  await context.close();
});

test("while Stripe does not answer the page says so and shows what is stored", async ({ browser }) => {
  const { slug, context, page } = await ownerOf(browser);
  await buy(page, "Core");
  // Nobody waits through all the tries of Stripe's client.
  stripe.control.apiFault({ kind: "hang", match: "/v1/" });
  await page.goto(`/dashboard/${slug}/billing`, { timeout: 15_000 });
  await expect(page.getByText("Stripe does not answer right now")).toBeVisible();
  stripe.control.clearApiFaults();
  stripe.control.apiFault({ kind: "refuse", match: "/v1/", status: 500 });
  await page.goto(`/dashboard/${slug}/billing?portal=back`);
  await expect(page.getByRole("status").filter({ hasText: "What you did there is not lost" })).toBeVisible();
  await expect(page.getByText("$29 a month, before taxes and discounts"), "the last known price").toBeVisible();
  await page.getByRole("button", { name: "Open Stripe’s portal" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The portal could not be opened" })).toContainText("Stripe does not answer right now");
  await expectFine(page);
  stripe.control.clearApiFaults();
  await context.close();
});

test("everybody is told what is closed and why; only owners get the button", async ({ browser }) => {
  const { slug, context, page } = await ownerOf(browser, "core");
  await page.goto(`/dashboard/${slug}/settings/api-keys`);
  await plan(page, "Part of Advanced").getByRole("link", { name: "See Advanced" }).click();
  await expect(page.getByRole("heading", { name: "Choose a plan" })).toBeVisible();
  await rb("workspace", "set-access", slug, "read_only");
  const admin = await browserOf(browser, server.url, await person(slug, "admin"));
  const theirs = await admin.newPage();
  await theirs.goto(`/dashboard/${slug}/settings/api-keys`);
  await expect(plan(theirs, "Part of Advanced")).toContainText("An owner of the workspace can change to Advanced.");
  await expect(theirs.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Billing" })).toHaveCount(0);
  const banner = (of: Page) => of.getByRole("complementary", { name: "Plan and access" });
  await expect(banner(theirs)).toContainText("This workspace is read-only");
  await expect(banner(theirs)).toContainText("Ask an owner of the workspace.");
  await expect(banner(theirs).getByRole("link")).toHaveCount(0);
  await expectFine(theirs);
  expect((await theirs.goto(`/dashboard/${slug}/billing`))?.status()).toBe(403);
  await expect(theirs.getByText("It belongs to the owners of the workspace.")).toBeVisible();
  await page.goto(`/dashboard/${slug}/cancellations`);
  await banner(page).getByRole("link", { name: "Choose a plan" }).click();
  await expect(page.getByText("The workspace is read-only", { exact: true })).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
  await admin.close();
  await context.close();
});

test("what it costs stands on the pricing page, from Stripe", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  await page.goto("/pricing");
  await expect(plan(page, "Advanced").getByText("$99")).toBeVisible();
  await page.getByRole("link", { name: "Yearly" }).click();
  await expect(plan(page, "Advanced").getByText("$990")).toBeVisible();
  await expectFine(page);
  await context.close();
});

test("prices that do not fit their settings are shown to nobody, and each is named to the operator", async ({ browser }) => {
  test.setTimeout(90_000);
  const { slug } = await rb("workspace", "create", "--name", "Mistyped", "--plan", "core");
  const email = await person(slug, "owner");
  const prices = { STRIPE_PRICE_CORE_MONTHLY: "price_core_yearly", STRIPE_PRICE_CORE_YEARLY: undefined, STRIPE_PRICE_ADVANCED_YEARLY: "price_mistyped" };
  const wrong = await startServer({
    env: {
      ...database?.env,
      ...stripeSettings(stripe),
      ...prices,
      STRIPE_PRICE_ADVANCED_MONTHLY: undefined,
      OPERATORS: email,
      RATE_LIMIT_SIGN_IN: "10000:10000",
    },
  });
  const context = await browserOf(browser, wrong.url, email);
  try {
    const page = await context.newPage();
    for (const path of ["/pricing", `/dashboard/${slug}/billing`]) {
      await page.goto(path);
      for (const name of ["Core", "Advanced"]) await expect(plan(page, name).getByText("Not sold monthly", { exact: true })).toBeVisible();
      await expect(page.getByText("$")).toHaveCount(0);
    }
    await page.goto("/operator");
    const stripeCard = page.locator("#stripe");
    const core = stripeCard.getByText("STRIPE_PRICE_CORE_MONTHLY is not sold: it is paid every year, not every month.");
    await expect(core.locator("xpath=following-sibling::*[1]")).toContainText("Set STRIPE_PRICE_CORE_MONTHLY to a price that fits");
    await expect(stripeCard.getByText("STRIPE_PRICE_ADVANCED_YEARLY is not sold: Stripe does not know it")).toBeVisible();
    await expect(stripeCard.getByText("Critical", { exact: true })).toBeVisible();
    await expectFine(page);
    if (process.env.LOOK_AT !== undefined) await stripeCard.screenshot({ path: `${process.env.LOOK_AT}/wrong-prices.png` });
  } finally {
    await context.close();
    await wrong.stop();
  }
});

test("an installation without Stripe’s keys sells nothing, and says so", async ({ browser, baseURL, page }) => {
  const own = await createWorkspace("Self-hosted");
  const context = await browserOf(browser, baseURL as string, await createMember(own, "owner"));
  const theirs = await context.newPage();
  await theirs.goto(`/dashboard/${own.slug}`);
  await theirs.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Billing" }).click();
  await expect(theirs.getByRole("heading", { name: "Billing is off on this installation" })).toBeVisible();
  await expectFine(theirs);
  await cliJson("workspace", "set-plan", own.slug, "core");
  await theirs.goto(`/dashboard/${own.slug}/settings/api-keys`);
  await expect(plan(theirs, "Part of Advanced")).toContainText("Whoever runs this installation can set the workspace to Advanced.");
  // Addresses that Stripe would lead back to do no harm.
  await theirs.goto(`/dashboard/${own.slug}/billing?checkout=cs_test_1`);
  await expect(theirs.getByRole("heading", { name: "Billing is off on this installation" })).toBeVisible();
  await context.close();
  await page.goto("/pricing");
  await expect(page.getByText("This installation is self-hosted and sells nothing")).toBeVisible();
  await expectFine(page);
});

/** Last: it moves the clock of the Stripe of all. */
test("an invoice that is not paid can be paid from the page", async ({ browser }) => {
  const { slug, context, page } = await ownerOf(browser);
  await buy(page, "Core");
  stripe.control.declineNext({ count: 20 });
  // Stripe makes the invoice when the month is over, and collects it an hour later.
  stripe.control.advance({ days: 32 });
  stripe.control.advance({ seconds: 7_200 });
  await page.goto(`/dashboard/${slug}/billing?portal=back`);
  await expect(page.getByText("An invoice is unpaid", { exact: true })).toBeVisible();
  await expectFine(page);
  stripe.control.acceptAll();
  await page.getByRole("link", { name: /^pay .* at Stripe$/ }).click();
  await page.getByRole("button", { name: /Pay/ }).click();
  await page.goto(`/dashboard/${slug}/billing?portal=back`);
  await expect(page.getByText("An invoice is unpaid", { exact: true })).toHaveCount(0);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await context.close();
});
