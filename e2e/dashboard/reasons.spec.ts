import { type BrowserContext, expect, type Page, type Response, test } from "@playwright/test";
import { apiClient } from "#lib/testing/api-client.ts";
import { browserOf, createMember, createWorkspace, expectSaid, type Workspace } from "./support/members.ts";

/** Reasons as an admin changes them and others see them. Each test goes on where the one before ended. */
test.describe.configure({ mode: "serial" });

let acme: Workspace;
let foreign: Workspace;
let admin: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser, baseURL }) => {
  acme = await createWorkspace("Reasons");
  foreign = await createWorkspace("Reasons of others");
  admin = await browserOf(browser, baseURL as string, await createMember(acme, "admin"));
  page = await admin.newPage();
  await page.goto(`/dashboard/${acme.slug}/reasons`);
});

test.afterAll(() => admin?.close());

const row = (name: string) => page.getByRole("table", { name: "Reasons" }).getByRole("row").filter({ hasText: name });
const labels = () => page.getByRole("table", { name: "Reasons" }).getByRole("rowheader").locator("[dir=auto]").allTextContents();
const menuOf = async (name: string, item: string) => {
  await page.getByRole("button", { name: `Actions for “${name}”` }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

test("a new one gets a key from its label, and is there for the API", async ({ baseURL }) => {
  await page.getByRole("button", { name: "Add reason" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label", { exact: true }).fill("Zu teuer für mich");
  await expect(dialog.getByLabel("Key")).toHaveValue("zu_teuer_fur_mich");
  await dialog.getByLabel("Key").fill("other");
  await dialog.getByRole("button", { name: "Add reason" }).click();
  await expect(dialog.getByText("was used before; choose another")).toBeVisible();
  await expect(dialog.getByLabel("Key")).toBeFocused();
  await dialog.getByLabel("Key").fill("too_dear");
  await dialog.getByRole("button", { name: "Add reason" }).click();
  await expectSaid(page, "Added “Zu teuer für mich”");
  await expect(dialog).toBeHidden();
  await expect(row("too_dear")).toContainText("Zu teuer für mich");
  const posted = await apiClient(acme.apiKey, baseURL).post({ eventId: "a", reasonKey: "too_dear" });
  expect(posted.status).toBe(201);
  await page.reload();
  await expect(row("too_dear")).toContainText("100.0 %");
  await page.goto(`/dashboard/${acme.slug}/reasons?env=sandbox`);
  await expect(page.getByText("No cancellation has come with a reason in sandbox yet.")).toBeVisible();
  await page.goto(`/dashboard/${acme.slug}/reasons`);
});

test("it is the first of the pages of Flow, with their tabs", async () => {
  const tabs = page.getByRole("navigation", { name: "Flow" });
  await expect(tabs.getByRole("link", { name: "Reasons" })).toHaveAttribute("aria-current", "page");
  await tabs.getByRole("link", { name: "Offers" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Flow" })).toBeVisible();
  await expect(tabs.getByRole("link", { name: "Offers" })).toHaveAttribute("aria-current", "page");
  await tabs.getByRole("link", { name: "Reasons" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Reasons" })).toBeVisible();
});

test("its words change, with translations; a wrong language is named at its row", async () => {
  await menuOf("Zu teuer für mich", "Edit");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Key")).toHaveValue("too_dear");
  await dialog.getByLabel("Label", { exact: true }).fill("Too dear");
  await dialog.getByLabel("Follow-up question").fill("What would be fair?");
  await dialog.getByRole("button", { name: "Add a translation" }).click();
  await dialog.getByRole("combobox", { name: "Language" }).fill("not a tag");
  await dialog.getByPlaceholder("not a tag").fill("Zu teuer");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("must be a language tag")).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Language" })).toBeFocused();
  await dialog.getByRole("combobox", { name: "Language" }).fill("pt-br");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expectSaid(page, "Saved “Too dear”");
  await expect(row("too_dear")).toContainText("asks a follow-up question · pt-BR");
  // The focus comes back to where the dialog was opened.
  await expect(page.getByRole("button", { name: "Actions for “Too dear”" })).toBeFocused();
});

test("a label that another one has is refused at its field", async () => {
  await menuOf("Too dear", "Edit");
  const dialog = page.getByRole("dialog");
  const label = dialog.getByLabel("Label", { exact: true });
  await label.fill("too  EXPENSIVE");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("must differ from that of “too_expensive”, which is enabled")).toBeVisible();
  await expect(label).toBeFocused();
  await page.keyboard.press("Escape");
});

test("the order changes by keyboard and by dragging, and stays", async () => {
  let answered = 0;
  const count = (response: Response) => void (response.request().method() === "POST" && answered++);
  page.on("response", count);
  expect(await labels()).toEqual([
    "Too expensive",
    "Missing features",
    "Not using it enough",
    "Switched to another product",
    "Technical issues",
    "Other",
    "Too dear",
  ]);
  await page.getByRole("button", { name: "Move “Too dear” up" }).focus();
  await page.keyboard.press("Enter");
  await expectSaid(page, "Order saved");
  await expect(page.getByText("“Too dear” is now 6 of 7.")).toBeAttached();
  await expect(page.getByRole("button", { name: "Move “Too dear” up" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await labels())[4]).toBe("Too dear");
  await menuOf("Too dear", "Move to the top");
  await expect.poll(async () => (await labels())[0]).toBe("Too dear");
  await expect(page.getByText("Order saved")).toBeVisible();
  await row("technical_issues")
    .locator("[draggable]")
    .dragTo(row("missing_features"), { targetPosition: { x: 20, y: 4 } });
  await expect
    .poll(labels)
    .toEqual(["Too dear", "Too expensive", "Technical issues", "Missing features", "Not using it enough", "Switched to another product", "Other"]);
  // Shown before the server answers: two steps up, one to the top, one by dragging.
  await expect.poll(() => answered).toBe(4);
  page.off("response", count);
  await page.reload();
  expect((await labels()).indexOf("Technical issues")).toBe(2);
});

test("one is switched off, and the last one is not", async ({ baseURL }) => {
  const enabled = (name: string) => page.getByRole("switch", { name: `“${name}” is enabled` });
  const dialog = page.getByRole("dialog");
  const disable = async () => {
    await enabled("Too dear").click();
    await expect(dialog).toContainText("1 cancellation in prod came with this key by the API in the last 30 days (too_dear).");
  };
  await disable();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(enabled("Too dear")).toBeChecked();
  await disable();
  await dialog.getByRole("button", { name: "Disable reason" }).click();
  await expectSaid(page, "Disabled “Too dear”");
  await expect(enabled("Too dear")).not.toBeChecked();
  await page
    .getByRole("region", { name: /^Messages/ })
    .getByRole("button", { name: "Undo" })
    .click();
  await expectSaid(page, "Enabled “Too dear”");
  await expect(enabled("Too dear")).toBeChecked();
  await disable();
  await dialog.getByRole("button", { name: "Disable reason" }).click();
  await expectSaid(page, "Disabled “Too dear”");
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(enabled("Too dear")).not.toBeChecked();
  expect((await apiClient(acme.apiKey, baseURL).post({ eventId: "b", reasonKey: "too_dear" })).status).toBe(400);
  for (const name of ["Too expensive", "Technical issues", "Missing features", "Not using it enough", "Switched to another product"]) {
    await enabled(name).click();
    await expectSaid(page, `Disabled “${name}”`);
  }
  await enabled("Other").click();
  await expectSaid(page, /is the last enabled reason/);
  await expect(enabled("Other")).toBeChecked();
});

test("one counts as another, and for itself again", async ({ baseURL }) => {
  await menuOf("Too dear", "Merge into another");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Into").selectOption("too_expensive");
  await expect(dialog.getByText("1 + 0 in prod")).toBeVisible();
  await expect(dialog.getByText("Its key is accepted again, though it is disabled. 1 cancellation in prod came with this key")).toBeVisible();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expectSaid(page, "“Too dear” counts as “Too expensive”");
  await expect(row("too_expensive")).toContainText("100.0 %");
  await expect(page.getByRole("table", { name: "Merged reasons" }).getByRole("row").filter({ hasText: "too_dear" })).toContainText("Too expensive");
  expect((await apiClient(acme.apiKey, baseURL).post({ eventId: "c", reasonKey: "too_dear" })).status).toBe(201);
  const undo = page.getByRole("button", { name: "Undo the merge of “Too dear”" });
  await page
    .getByRole("region", { name: /^Messages/ })
    .getByRole("button", { name: "Undo" })
    .click();
  await expectSaid(page, "“Too dear” counts for itself again");
  await expect(undo).toBeHidden();
  await menuOf("Too dear", "Merge into another");
  await dialog.getByLabel("Into").selectOption("too_expensive");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await undo.click();
  await expect(dialog).toContainText("It was disabled before it was merged, and will be again: then such calls are refused with 400");
  await dialog.getByRole("button", { name: "Undo the merge" }).click();
  await expectSaid(page, "“Too dear” counts for itself again");
  await expect(row("too_dear")).toBeVisible();
});

test("a viewer reads, and has no control", async ({ browser, baseURL }) => {
  const viewer = await browserOf(browser, baseURL as string, await createMember(acme, "viewer"));
  const seen = await viewer.newPage();
  await seen.goto(`/dashboard/${acme.slug}/reasons`);
  await expect(seen.getByRole("row").filter({ hasText: "too_dear" })).toContainText("Disabled");
  await expect(seen.getByRole("switch")).toHaveCount(0);
  await expect(seen.getByRole("button", { name: /Add reason|Actions for|Move/ })).toHaveCount(0);
  await expect(seen.locator("[draggable=true]")).toHaveCount(0);
  await viewer.close();
});

test("another tenant's slug in the call changes nothing", async ({ baseURL }) => {
  await page.route("**/reasons", async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    await route.continue({ postData: (request.postData() ?? "").replaceAll(acme.slug, foreign.slug) });
  });
  await page.getByRole("switch", { name: "“Too expensive” is enabled" }).click();
  await expectSaid(page, "There is no such workspace, or you are not a member of it.");
  await expect(page.getByRole("switch", { name: "“Too expensive” is enabled" })).not.toBeChecked();
  const { body } = await apiClient(foreign.apiKey, baseURL).call("GET", "/reasons");
  expect(body.data).toHaveLength(6);
  await page.unroute("**/reasons");
});
