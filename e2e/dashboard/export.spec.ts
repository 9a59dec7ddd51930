import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { csvRecords } from "#lib/testing/csv.ts";
import { rows } from "./support/explorer.ts";
import { browserOf, createMember, createWorkspace, type Workspace } from "./support/members.ts";

/** The list of cancellations as a file: what it says it will hold, and what it holds. */

let workspace: Workspace;
let api: ApiClient;
const path = (rest = "") => `/dashboard/${workspace.slug}/cancellations${rest}`;

test.beforeAll(async ({ baseURL }) => {
  workspace = await createWorkspace("Exports");
  api = apiClient(workspace.apiKey, baseURL as string);
  const send = async (more: object) => expect((await api.post({ eventId: randomUUID(), reasonKey: "other", ...more })).status).toBe(201);
  await send({
    userId: "user_1",
    outcome: "churned",
    reasonText: '=1+1, "quoted"\nsecond line',
    context: { plan: "pro", mrr: 129.5, tenureDays: 42 },
    metadata: { source: "page" },
  });
  await send({ userId: "user_2", outcome: "recovered", offer: { type: "pause", accepted: true, label: "Pausé 🦊" } });
  await send({ userId: "user_3" });
  await send({ userId: "user_4", environment: "sandbox" });
});

const link = (page: Page) => page.getByRole("link", { name: "Export CSV" });

/** What pressing the link downloads. */
async function downloaded(page: Page): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), link(page).click()]);
  expect(await download.failure()).toBeNull();
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("an analyst downloads what the page lists, filters and environment included", async ({ browser, baseURL }) => {
  const context = await browserOf(browser, baseURL as string, await createMember(workspace, "analyst"));
  const page = await context.newPage();
  await page.goto(path());
  await expect(link(page)).toHaveAccessibleDescription("3 cancellations, times in UTC");
  const { name, text } = await downloaded(page);
  expect(name).toMatch(new RegExp(`^${workspace.slug}-cancellations-prod-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
  const { data } = (await api.call("GET", "/cancellations")).body as { data: { id: string; userId: string; occurredAt: string }[] };
  expect(csvRecords(text).map(({ id, userId, occurredAt }) => ({ id, userId, occurredAt }))).toEqual(
    data.map(({ id, userId, occurredAt }) => ({ id, userId, occurredAt })),
  );
  expect(csvRecords(text).find(({ userId }) => userId === "user_1")).toMatchObject({
    reasonText: `'=1+1, "quoted"\nsecond line`,
    metadata: '{"source":"page"}',
    "context.mrr": "129.5",
  });
  expect(text).toContain("Pausé 🦊");

  await page.goto(path("?outcome=recovered"));
  await expect(rows(page)).toHaveCount(1);
  await expect(link(page)).toHaveAccessibleDescription("1 cancellation, times in UTC");
  expect(csvRecords((await downloaded(page)).text).map(({ userId }) => userId)).toEqual(["user_2"]);

  await page.goto(path("?env=sandbox"));
  const sandbox = await downloaded(page);
  expect(sandbox.name).toContain("-cancellations-sandbox-");
  expect(csvRecords(sandbox.text).map(({ userId }) => userId)).toEqual(["user_4"]);
  // The page is still there, for the next one.
  await expect(rows(page)).toHaveCount(1);

  await page.goto(path("?q=nobody"));
  await expect(page.getByRole("heading", { name: "No cancellation fits these filters" })).toBeVisible();
  await expect(link(page)).toHaveCount(0);
  await context.close();
});

test("a viewer is not offered what they may not take", async ({ browser, baseURL }) => {
  const context = await browserOf(browser, baseURL as string, await createMember(workspace, "viewer"));
  const page = await context.newPage();
  await page.goto(path());
  await expect(rows(page)).toHaveCount(3);
  await expect(link(page)).toHaveCount(0);
  await context.close();
});

test("works without JavaScript, for a visitor of the demo too", async ({ browser }) => {
  const demo = await createWorkspace("Exports demo", "--demo");
  await cliJson("seed", demo.slug, "--events", "60", "--months", "1");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/dashboard/${demo.slug}/cancellations`);
  expect(csvRecords((await downloaded(page)).text)).toHaveLength(60);
  await context.close();
});

test("the owner sees in the audit log who took what", async ({ browser, baseURL }) => {
  const context = await browserOf(browser, baseURL as string, await createMember(workspace, "owner"));
  const page = await context.newPage();
  await page.goto(path("?outcome=churned"));
  await downloaded(page);
  await page.goto(`/dashboard/${workspace.slug}/settings/audit-log?action=cancellations.`);
  await expect(page.getByText("Exported 1 cancellation of prod, filtered by outcome=churned")).toBeVisible();
  await context.close();
});
