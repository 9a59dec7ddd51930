import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { browserOf, createMember, createWorkspace, expectSaid, type Workspace } from "./support/members.ts";

/** Webhook endpoints as an admin keeps them. Each test goes on where the one before ended. */
test.describe.configure({ mode: "serial" });

let acme: Workspace;
let admin: BrowserContext;
let page: Page;
let secret = "";

test.beforeAll(async ({ browser, baseURL }) => {
  acme = await createWorkspace("Webhooks");
  admin = await browserOf(browser, baseURL as string, await createMember(acme, "admin"));
  page = await admin.newPage();
  await page.goto(`/dashboard/${acme.slug}/settings/webhooks`);
});

test.afterAll(() => admin?.close());

const card = () => page.locator("section").filter({ has: page.getByRole("heading", { name: /^https:/ }) });
const menu = async (item: string) => {
  await card()
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

test("a new endpoint shows its secret once", async () => {
  await page.getByRole("button", { name: "Add endpoint" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("http://hooks.invalid");
  await dialog.getByRole("button", { name: "Add endpoint" }).click();
  await expect(dialog.getByText("must begin with https://")).toBeVisible();
  await dialog.getByLabel("Address").fill("https://hooks.invalid/a?token=s3cret");
  await dialog.getByRole("button", { name: "Add endpoint" }).click();
  secret = (await dialog.getByText(/^whsec_/).textContent()) ?? "";
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expectSaid(page, "Endpoint added");
  await expect(card()).toContainText("https://hooks.invalid/a?token=s3cret");
  await expect(card()).toContainText("Nothing was sent to it yet.");
  await expect(page.getByText(secret)).toHaveCount(0);
});

test("what came of a test message is told, and stays there; a few are enough", async () => {
  const send = page.getByRole("button", { name: "Send a test message" });
  await send.click();
  await expectSaid(page, "The test message did not arrive");
  await expect(card().getByRole("table", { name: /^Latest messages to/ })).toContainText(/webhook\.test.*Failed so far The name of the host/s);
  await expect(card().getByText(/Last test/)).toBeVisible();
  for (let n = 1; n < 5; n++) {
    await expect(send).toBeEnabled();
    await send.click();
    await expect(card().getByRole("row")).toHaveCount(n + 2);
  }
  await send.click();
  await expectSaid(page, /got several test messages just now\. Try again in \d+ seconds/);
});

test("at another path it keeps its secret, on another server it gets a new one", async () => {
  await menu("Change");
  const dialog = page.getByRole("dialog");
  const fresh = dialog.getByRole("checkbox", { name: "Make a new signing secret" });
  await dialog.getByLabel("Address").fill("https://hooks.invalid/b?token=s3cret");
  await expect(fresh).not.toBeChecked();
  await dialog.getByLabel("Address").fill("https://other.invalid/b?token=s3cret");
  await expect(fresh).toBeChecked();
  await expect(dialog.getByText("whoever runs the old one knows the old secret")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  const shown = dialog.getByText(/^whsec_/);
  await expect(shown).toBeVisible();
  await expect(shown).not.toHaveText(secret);
  await dialog.getByRole("button", { name: "I have stored it" }).click();
  await expect(card()).toContainText("https://other.invalid/b?token=s3cret");
});

test("it is deleted by its host, and the audit log has none of its query", async () => {
  await menu("Delete");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("other.invalid");
  await dialog.getByRole("button", { name: "Delete endpoint" }).click();
  await expectSaid(page, "Endpoint deleted");
  await expect(page.getByText("Nobody is told of prod’s events")).toBeVisible();
  await page.goto(`/dashboard/${acme.slug}/settings/audit-log`);
  const log = page.getByRole("table", { name: "Audit log" });
  await expect(log.getByText("Changed the webhook endpoint https://other.invalid/b?…, with a new secret")).toBeVisible();
  await expect(log.getByText("Deleted the webhook endpoint https://other.invalid/b?…")).toBeVisible();
  expect(await page.content()).not.toContain("s3cret");
});
