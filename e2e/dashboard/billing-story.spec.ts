import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { type SellingWorld, startSellingWorld } from "./support/selling-world.ts";
import { signIn } from "./support/sign-in.ts";

/**
 * One owner's whole way, on one installation whose days pass: from the account over trial, checkout, upgrade, an unpaid invoice and the
 * loss of access to the way back and out. What each day means is asked where customers' servers would: in the API.
 */

const owner = { email: "ada@example.com", password: "correct horse battery" };

let world: SellingWorld;
let context: BrowserContext;
let page: Page;
let api: ApiClient;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  world = await startSellingWorld({ SIGNUP: "open" });
  await newBrowser(browser);
});

test.afterAll(async () => {
  await context?.close();
  await world?.end();
});

async function newBrowser(browser: Browser): Promise<void> {
  context = await browser.newContext({ baseURL: world.url, reducedMotion: "reduce" });
  page = await context.newPage();
}

/** Days later nobody is signed in any more. */
async function comeBackAfter(days: number): Promise<void> {
  await world.daysPass(days);
  await page.goto("/dashboard/billing");
  await signIn(page, owner.email, owner.password);
  await page.waitForURL(/\/billing$/);
}

async function mailed(subject: RegExp): Promise<string> {
  const found = await eventually(
    async () => world.smtp.accepted.find((mail) => subject.test(mail.subject ?? "")),
    (mail) => mail !== undefined,
    30_000,
  );
  return found?.text ?? "";
}

const banner = () => page.getByRole("complementary", { name: "Plan and access" });
const plan = (name: string) => page.getByRole("region", { name, exact: true });

/** The Billing page as Stripe has it now. */
async function billing(): Promise<void> {
  await page.goto("/dashboard/billing");
  await expect(page.getByRole("heading", { name: "Billing", level: 1 })).toBeVisible();
}

/** In the portal, which leads back by itself where it was opened for the card alone. */
async function giveCard(number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByRole("button", { name: "Save card" }).click();
}

/** Asks until the answer is this one: Stripe's word arrives within seconds. */
async function expectPost(eventId: string, status: number): Promise<void> {
  await eventually(
    () => api.post({ eventId, userId: eventId, reasonKey: "other" }),
    ({ status: got }) => got === status,
    20_000,
  );
}

test("sign up, trial, checkout, upgrade, a card that fails, grace, read-only, paid, back, cancelled", async () => {
  test.setTimeout(240_000);

  await test.step("an account and a workspace begin with a trial", async () => {
    await page.goto("/sign-up");
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Create account" }).click();
    const link = /https?:\/\/\S+\/verify\/[\w-]+(\?\S+)?/.exec(await mailed(/^Confirm/))?.[0] ?? "";
    await page.goto(link);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
    await page.getByLabel("Name").fill("Analytical Engines");
    await page.getByRole("button", { name: "Create workspace" }).click();
    await page.waitForURL(/\/dashboard\/analytical-engines/);
    await page.goto("/dashboard/analytical-engines/settings/api-keys");
    await page.getByRole("button", { name: "Create API key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Shop");
    await dialog.getByRole("button", { name: "Create key" }).click();
    api = apiClient((await dialog.getByText(/^rbk_/).textContent()) ?? "", world.url);
    await dialog.getByRole("button", { name: "I have stored it" }).click();
    await expectPost("in-the-trial", 201);
  });

  await test.step("Core is chosen in the trial, and the trial runs on", async () => {
    await billing();
    await expect(page.getByText("14 days left")).toBeVisible();
    await plan("Core").getByRole("button", { name: "Choose Core" }).click();
    await page.getByRole("button", { name: "Start trial" }).click();
    await expect(page.getByText("Thank you. The workspace is on Core.")).toBeVisible();
    await expect(page.getByText("The first payment falls due when the trial ends.")).toBeVisible();
    // Core has no custom API, whatever the trial had.
    await expectPost("on-core", 403);
  });

  await test.step("day 15: paid, then upgraded to Advanced as it was shown", async () => {
    await comeBackAfter(15);
    await expect(page.getByText("Active", { exact: true })).toBeVisible();
    await expect(page.getByRole("table", { name: "Invoices" }).getByRole("row").filter({ hasText: "$29" })).toContainText("Paid");
    await plan("Advanced").getByRole("link", { name: "Change to Advanced" }).click();
    const pay = page.getByRole("button", { name: /^Change and pay \$/ });
    const due = /\$[\d,.]+/.exec((await pay.textContent()) ?? "")?.[0] ?? "nothing";
    await pay.click();
    await expect(page.getByText("The workspace is on Advanced now.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Invoices" }).getByRole("row").filter({ hasText: due })).toContainText("Paid");
    await expectPost("on-advanced", 201);
    await page.getByRole("button", { name: "Open Stripe’s portal" }).click();
    // Taken, and refused when it is charged.
    await giveCard("4000 0000 0000 0341");
    await page.getByRole("link", { name: "Return to RetentBase" }).click();
    await expect(page.getByText("Back from Stripe’s portal.")).toBeVisible();
  });

  await test.step("day 47: the renewal was declined; everything works on for seven days", async () => {
    await comeBackAfter(32);
    await expect(page.getByText("An invoice is unpaid", { exact: true })).toBeVisible();
    await page.goto("/dashboard/analytical-engines");
    await expect(banner()).toContainText("An invoice is unpaid.");
    expect(await mailed(/a payment did not go through$/)).toContain("Analytical Engines");
    await expectPost("in-the-grace", 201);
  });

  await test.step("day 54: read-only; nothing new is taken, and no outcome is lost", async () => {
    await comeBackAfter(7);
    await expect(page.getByText("The workspace is read-only: an invoice is unpaid")).toBeVisible();
    const refused = await api.post({ eventId: "after-the-grace", reasonKey: "other" });
    expect([refused.status, refused.body.code]).toEqual([402, "workspace_read_only"]);
    expect((await api.post({ eventId: "in-the-grace", userId: "in-the-grace", reasonKey: "other" })).status, "a replay").toBe(200);
    const updated = await api.patch("in-the-grace", { outcome: "recovered" });
    expect([updated.status, updated.body.outcome]).toEqual([200, "recovered"]);
    await page.goto("/dashboard/analytical-engines/cancellations");
    await expect(banner()).toContainText("This workspace is read-only: an invoice is unpaid.");
    await expect(page.getByRole("row").filter({ hasText: "in-the-grace" })).toContainText("Recovered");
    expect(await mailed(/is read-only now$/)).toContain("Analytical Engines");
  });

  await test.step("the portal takes another card and the money; the next call is taken", async () => {
    await banner().getByRole("link", { name: "Pay the invoice" }).click();
    await page.getByRole("button", { name: "Pay or change the card" }).click();
    await giveCard("4242 4242 4242 4242");
    await expect(page.getByText("Back from Stripe’s portal.")).toBeVisible();
    await expect(page.getByText("Active", { exact: true })).toBeVisible();
    expect((await api.post({ eventId: "after-the-grace", reasonKey: "other" })).status).toBe(201);
    await mailed(/works again$/);
  });

  await test.step("the owner cancels in the portal; the month that is paid is theirs", async () => {
    await billing();
    await page.getByRole("button", { name: "Open Stripe’s portal" }).click();
    await page.getByRole("button", { name: "Cancel subscription" }).click();
    await page.getByRole("link", { name: "Return to RetentBase" }).click();
    await expect(page.getByText("The plan ends on")).toBeVisible();
    await expectPost("until-the-end", 201);
  });

  await test.step("day 85: it has ended; what is stored is still there", async () => {
    await comeBackAfter(31);
    await expect(page.getByText("The workspace is read-only: the subscription has ended")).toBeVisible();
    const refused = await api.post({ eventId: "after-the-end", reasonKey: "other" });
    expect([refused.status, refused.body.code]).toEqual([402, "workspace_read_only"]);
    expect((await api.patch("until-the-end", { outcome: "churned" })).status).toBe(200);
    await page.goto("/dashboard/analytical-engines/cancellations");
    await expect(page.getByRole("row").filter({ hasText: "until-the-end" })).toContainText("Churned");
  });
});
