import { expect, test } from "@playwright/test";
import { sections, settingsPages } from "#lib/core/dashboard-pages.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { browserOf, createMember, createWorkspace } from "./support/members.ts";

/** What is not open in the public demo, and what is not open to a role: said inside the workspace's frame, with the way on. */

const closedInDemo = [...sections.flat(), ...settingsPages].filter(({ permission }) => !["workspace.read", "members.read", "flow.read"].includes(permission));

test("a visitor of the demo learns that it is read-only, and what takes an account", async ({ page }) => {
  const { slug } = await createWorkspace("Closed demo", "--demo");
  expect(closedInDemo.length).toBeGreaterThan(3);
  for (const { path } of closedInDemo) {
    const answer = await page.goto(`/dashboard/${slug}${path}`);
    expect([path, answer?.status()]).toEqual([path, 403]);
    await expect(page.getByRole("heading", { name: "Not part of the read-only demo" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Workspace" })).toBeVisible();
    await expect(page.getByText("Your role does not reach")).toHaveCount(0);
  }
  for (const [colorScheme, width] of [
    ["light", 360],
    ["dark", 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  await page.getByRole("main").getByRole("link", { name: "Back to the demo" }).click();
  await expect(page).toHaveURL(new RegExp(`/dashboard/${slug}$`));
});

test("a member of another workspace is led to their own", async ({ browser, baseURL }) => {
  const demo = await createWorkspace("Closed demo", "--demo");
  const own = await createWorkspace("Own");
  const context = await browserOf(browser, baseURL as string, await createMember(own, "owner"));
  const page = await context.newPage();
  await page.goto(`/dashboard/${demo.slug}/settings/api-keys`);
  await expect(page.getByRole("heading", { name: "Not part of the read-only demo" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "To your dashboard" }).click();
  await expect(page).toHaveURL(new RegExp(`/dashboard/${own.slug}$`));
  await context.close();
});

test("a member whose role does not reach keeps the frame", async ({ browser, baseURL }) => {
  const own = await createWorkspace("Own");
  const context = await browserOf(browser, baseURL as string, await createMember(own, "viewer"));
  const page = await context.newPage();
  expect((await page.goto(`/dashboard/${own.slug}/settings/api-keys`))?.status()).toBe(403);
  await expect(page.getByRole("heading", { name: "Your role does not reach this page" })).toBeVisible();
  await page.getByRole("navigation", { name: "Workspace" }).getByRole("link", { name: "Reasons" }).click();
  await expect(page.getByRole("heading", { name: "Reasons" })).toBeVisible();
  await context.close();
});
