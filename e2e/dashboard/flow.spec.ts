import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { accessibilityFaults } from "./support/accessibility.ts";
import { browserOf, createMember, createWorkspace, expectSaid, type Workspace } from "./support/members.ts";

/** The flow as its editors shape it. Each test goes on where the one before ended. */
test.describe.configure({ mode: "serial" });

let acme: Workspace;
let ana: BrowserContext;
let ben: BrowserContext;
let anaEmail: string;
let page: Page;
const complaints: string[] = [];

test.beforeAll(async ({ browser, baseURL }) => {
  acme = await createWorkspace("Flow");
  anaEmail = await createMember(acme, "admin");
  ana = await browserOf(browser, baseURL as string, anaEmail);
  ben = await browserOf(browser, baseURL as string, await createMember(acme, "admin"));
  page = await ana.newPage();
  page.on("console", (message) => {
    // Whatever looks into the preview from here meets its sandbox.
    const isSandbox = message.text().startsWith("Blocked script execution in 'about:srcdoc'");
    if (message.type() === "error" && !isSandbox) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(flow());
});

test.afterAll(async () => {
  await ana?.close();
  await ben?.close();
});

const flow = (path = "") => `/dashboard/${acme.slug}/flow${path}`;
const tab = (name: string) => page.getByRole("navigation", { name: "Flow" }).getByRole("link", { name }).click();
const preview = (of: Page = page) => of.getByRole("region", { name: "Preview" });
const picture = () => page.frameLocator("iframe:not([aria-hidden])");
const standing = (of: Page = page) => of.locator("[data-flow-standing]");

test("an offer is in the preview as it is typed, and survives a reload before anybody saved it", async () => {
  await expect(page.getByText("No offer yet")).toBeVisible();
  await page.getByRole("button", { name: "Add a discount" }).click();
  await page.getByLabel("Label", { exact: true }).fill("Stay for less");
  await page.getByLabel("Percent off").fill("35");
  await expect(picture().getByRole("heading", { name: "Stay for less" })).toBeVisible();
  await expect(picture().getByText("35% off your next 3 monthly payments")).toBeVisible();
  await expect(preview().getByText("The first that fits.")).toBeVisible();
  await expect(standing()).toContainText("Unsaved changes");
  await page.reload();
  await expect(standing()).toContainText("Unsaved changes");
  await page.getByRole("button", { name: /^Stay for less/ }).click();
  await expect(page.getByLabel("Percent off")).toHaveValue("35");
});

test("what is wrong is said where it is wrong, and what was typed stays", async () => {
  await page.getByLabel("Percent off").fill("135");
  await expect(preview().getByText("The preview shows an earlier state")).toBeVisible();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByLabel("Percent off")).toHaveAccessibleDescription("Must be 1 to 100.");
  const refusal = page.getByRole("alert").filter({ hasText: "Not saved: one field is not right" });
  await expect(refusal.getByRole("listitem")).toHaveText("Offer “Stay for less”, percent off: Must be 1 to 100.");
  await expect(preview().getByRole("listitem").filter({ hasText: "percent off" })).toHaveText("Offer “Stay for less”, percent off: Must be 1 to 100.");
  await page.getByLabel("Percent off").fill("20");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expectSaid(page, "Draft saved");
  await expect(standing()).not.toContainText("Unsaved changes");
  await expect(standing()).toContainText(`by ${anaEmail}`);
});

test("the page of the preview is walked by its own controls, and says why somebody never meets one", async () => {
  await preview().getByLabel("Page").selectOption("reason");
  await picture().getByLabel("Too expensive").check();
  await picture().getByRole("button", { name: "Continue" }).click();
  await expect(picture().getByRole("button", { name: "Accept this offer" })).toBeVisible();
  await expect(picture().getByRole("heading", { level: 1 })).toBeInViewport();
  await expect(preview().getByText("Made-up customer: Too expensive, GB, consumer")).toBeVisible();
  await picture().locator("summary").click();
  await picture().getByRole("link", { name: "Deutsch" }).click();
  await expect(preview().getByLabel("Language")).toHaveValue("de");
  await preview().getByText("Made-up customer").click();
  await preview().getByLabel("Region").fill("de");
  await expect(preview().getByText("The law of this customer’s place allows no offer while somebody cancels.")).toBeVisible();
  await expect(preview().getByText("The law of this customer’s place allows no offer.", { exact: true })).toBeVisible();
  await preview().getByLabel("Page").selectOption("confirm");
  await expect(picture().getByRole("button", { name: "Jetzt kündigen", exact: false })).toBeVisible();
  await preview().getByLabel("Language").selectOption("en");
  await preview().getByLabel("Region").fill("GB");
  await preview().getByLabel("Page").selectOption("offer");
  const ago = preview().getByLabel("Saw the offers, days ago");
  await ago.fill("20");
  await expect(preview().getByText("This customer was shown it too lately")).toBeVisible();
  await ago.fill("3");
  await expect(preview().getByText("This customer was here within 14 days, and is not asked again.")).toBeVisible();
  await ago.fill("");
  await expect(preview().getByText("The first that fits.")).toBeVisible();
});

test("beside an offer the preview cancels at once where the law wants it so, and asks once more elsewhere", async () => {
  const region = preview().getByLabel("Region");
  for (const [place, then] of [
    ["US-CA", "cancelled"],
    ["GB", "confirm"],
  ] as const) {
    await region.fill(place);
    await preview().getByLabel("Page").selectOption("offer");
    await picture().getByRole("button", { name: "Cancel my subscription" }).click();
    await expect(preview().getByLabel("Page")).toHaveValue(then);
  }
});

test("publishing is refused with every reason, until markets and customers are declared", async () => {
  await tab("Versions");
  await expect(page.getByText("No market is declared.")).toBeVisible();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "It was not published" });
  await expect(refusal).toContainText("No market is declared.");
  await expect(refusal).toContainText("Choose businesses, consumers or both");
  await tab("Rules and return");
  await page.getByLabel("Markets").fill("United Kingdom");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove United Kingdom" })).toBeVisible();
  await page.getByLabel("Markets").fill("Atlantis");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Name a country such as Germany")).toBeVisible();
  await page.getByLabel("Markets").fill("");
  await page.getByLabel("Consumers").focus();
  await page.keyboard.press("Space");
  await tab("Versions");
  await page.getByRole("textbox", { name: "Note" }).fill("A first offer");
  await page.getByRole("button", { name: "Save and publish version 1" }).click();
  await expectSaid(page, "Version 1 is published");
  await expect(standing()).toContainText("Version 1 is published, the same as the saved draft.");
  const row = page.getByRole("table", { name: "Versions" }).getByRole("row").filter({ hasText: "A first offer" });
  await expect(row).toContainText(anaEmail);
  await expect(row).toContainText("Published");
});

test("words that hurry or shame are refused, and the rule is named", async () => {
  await tab("Copy");
  await page.getByLabel("What ends").fill("Are you sure? You lose it all!");
  await expect(preview().getByText("words that make leaving feel wrong: “are you sure”")).toBeVisible();
  await expect(preview().getByText("United States: ROSCA")).toBeVisible();
  await page.getByLabel("What ends").fill("Your boards and reports.");
  await expect(picture().getByText("Your boards and reports.")).toBeVisible();
  await page.getByRole("button", { name: "Save draft" }).click();
  await expectSaid(page, "Draft saved");
});

test("versions show what they changed, and an earlier one becomes the draft again", async () => {
  await tab("Versions");
  const changes = page.getByRole("table", { name: "What differs" }).first();
  await expect(changes.getByRole("row").filter({ hasText: "What ends, English" })).toContainText("Your boards and reports.");
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await expectSaid(page, "Version 2 is published");
  await page.getByRole("table", { name: "Versions" }).getByRole("link", { name: "1" }).click();
  await expect(page.getByRole("heading", { name: "What version 1 changed" })).toBeVisible();
  await page.getByRole("button", { name: "Make version 1 the draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Replace the draft" }).click();
  await expectSaid(page, "Version 1 is the draft now");
  await expect(standing()).toContainText("Version 2 is published; the saved draft differs.");
  await tab("Copy");
  await expect(page.getByLabel("What ends")).toHaveValue("");
});

test("of two editors the second learns who saved, sees what differs, and decides", async () => {
  const other = await ben.newPage();
  await other.goto(flow("/branding"));
  await other.getByLabel("Product name").fill("Ben's name");
  await tab("Branding");
  await page.getByLabel("Product name").fill("Ana's name");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expectSaid(page, "Draft saved");
  await other.getByRole("button", { name: "Save draft" }).click();
  const notice = other.getByRole("alert").filter({ hasText: "The draft was saved meanwhile" });
  await expect(notice).toContainText(anaEmail);
  await notice.getByRole("button", { name: "Show what differs" }).click();
  await expect(notice.getByRole("row").filter({ hasText: "Product name" })).toContainText("Ana's name");
  await expect(other.getByLabel("Product name")).toHaveValue("Ben's name");
  await notice.getByRole("button", { name: "Go on with mine" }).click();
  await other.getByRole("button", { name: "Save draft" }).click();
  await expectSaid(other, "Draft saved");
  await other.close();
  await page.reload();
  await expect(page.getByLabel("Product name")).toHaveValue("Ben's name");
});

test("a logo is checked by what it is, and stands in the preview", async () => {
  const send = (name: string, buffer: Buffer) => page.getByLabel("Logo file").setInputFiles({ name, mimeType: "image/png", buffer });
  await send("logo.png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
  await expect(page.getByText("The file is an SVG, which can hold scripts")).toBeVisible();
  await send("big.png", Buffer.alloc(201 * 1_024));
  await expect(page.getByText("The file has 201 KB; at most 200 KB.")).toBeVisible();
  await send("logo.jpg", Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"));
  await expect(page.getByAltText("The logo on light")).toBeVisible();
  await preview().getByLabel("Page").selectOption("reason");
  const logo = picture().getByRole("img", { name: "Flow" });
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
});

test("an accent too faint to read is corrected, and says so", async () => {
  await page.getByLabel("Hex").fill("#ffee00");
  await expect(page.getByText("#ffee00 is too faint as text on light")).toBeVisible();
  await expect(preview().getByText("Text in #ffee00 would be too faint to read")).toBeVisible();
  await page.getByLabel("Hex").fill("#0f766e");
});

test("the draft as it is opens in sandbox", async () => {
  await tab("Offers");
  await page.getByRole("button", { name: /^Stay for less/ }).click();
  await page.getByLabel("Label", { exact: true }).fill("Not saved yet");
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Try it in sandbox" }).click();
  const session = await opened;
  await expect(session.getByText("Sandbox: this is a test.")).toBeVisible();
  await session.getByRole("button", { name: "Continue" }).click();
  await expect(session.getByRole("heading", { name: "Not saved yet" })).toBeVisible();
  await session.getByRole("button", { name: "Keep my subscription" }).click();
  await session.getByRole("button", { name: "Back to Flow" }).click();
  await session.waitForURL((url) => url.pathname === flow());
  await session.close();
});

test("those who only look change nothing, and have the preview", async ({ browser, baseURL }) => {
  const viewer = await browserOf(browser, baseURL as string, await createMember(acme, "viewer"));
  const own = await viewer.newPage();
  await own.goto(flow("/rules"));
  await expect(standing(own)).toContainText("Owners and admins can change this.");
  await expect(own.getByLabel("Consumers")).toBeDisabled();
  await expect(own.getByRole("button", { name: "Save draft" })).toHaveCount(0);
  await expect(preview(own).locator("iframe")).toBeVisible();
  await viewer.close();
});

test("no page of it complained, and an open offer is accessible in both widths", async () => {
  await page.getByText("Translations:").click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(complaints).toEqual([]);
});
