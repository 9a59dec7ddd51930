import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { cliJson } from "#lib/testing/cli.ts";
import { makeAbsurd } from "./support/absurd-workspace.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { signedInState } from "./support/sign-in.ts";

/** What no address of its own leads to: panels, menus, forms and the search while they are open; accessible in both themes, inside the window. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
let slug: string;

test.describe.configure({ mode: "parallel" });

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  const made = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", "Open states", "--plan", "advanced");
  slug = made.slug;
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", slug, "--role", "owner");
  await makeAbsurd(slug, made.apiKey, baseURL as string);
});

interface State {
  name: string;
  path: string;
  /** Opens it, and waits until it is there. */
  open(page: Page): Promise<void>;
  only?: "narrow" | "wide";
}

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

const states: State[] = [
  {
    name: "side panel",
    path: "/cancellations",
    open: async (page) => {
      await page.locator("a[data-row-link]").first().click();
      await expect(page.locator("[data-side-panel]").getByRole("heading", { name: "History" })).toBeVisible();
    },
  },
  {
    name: "filter form with a fault",
    path: "/cancellations?plan=pro&from=2026-01-01&mrrMin=5",
    open: async (page) => {
      await page.getByRole("button", { name: "Plan, days, MRR" }).click();
      await dialog(page, "More filters").getByLabel("MRR to").fill("much");
      await dialog(page, "More filters").getByRole("button", { name: "Filter" }).click();
      await expect(dialog(page, "More filters").getByLabel("MRR to")).toHaveAttribute("aria-invalid", "true");
    },
  },
  {
    name: "filter menu",
    path: "/cancellations",
    open: async (page) => {
      // By key: opened with a pointer, the menu itself has the focus, and axe misses an item that has it.
      await page.getByRole("button", { name: "Filter", exact: true }).press("Enter");
      await expect(page.getByRole("menuitem").first()).toBeFocused();
    },
  },
  { name: "nothing found", path: "/cancellations?q=nobody", open: async (page) => expect(page.getByText("No cancellation fits these filters")).toBeVisible() },
  {
    name: "search",
    path: "",
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder("Go to a page").fill("e");
      await expect(page.getByRole("option", { name: "Find “e”" })).toBeVisible();
    },
  },
  {
    name: "search that waits for its script",
    path: "",
    open: async (page) => {
      await page.route("**/_next/static/chunks/**", () => {});
      await page.keyboard.press("Control+k");
      await expect(dialog(page, "Search")).toHaveAttribute("aria-busy", "true");
    },
  },
  { name: "sandbox", path: "?env=sandbox", open: async (page) => expect(page.getByText("Test data, kept apart from prod")).toBeVisible() },
  {
    name: "how a figure is counted",
    path: "",
    open: async (page) => {
      await page.getByRole("button", { name: "How this is counted" }).click();
      await expect(dialog(page, "How this is counted")).toBeVisible();
    },
  },
  {
    name: "chart as a table",
    path: "",
    open: async (page) => {
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await expect(page.getByRole("columnheader", { name: "Week" })).toBeVisible();
    },
  },
  {
    name: "workspace menu",
    path: "",
    only: "wide",
    open: async (page) => {
      await page.getByRole("button", { name: /^Workspace .*: switch$/ }).click();
      await expect(page.getByRole("menuitem", { name: "Create a workspace" })).toBeVisible();
    },
  },
  {
    name: "the menu of a phone",
    path: "/reasons",
    only: "narrow",
    open: async (page) => {
      await page.getByRole("button", { name: "Open menu" }).click();
      await expect(dialog(page, "Menu").getByRole("link", { name: "Overview" })).toBeVisible();
    },
  },
  {
    name: "a key that is seen once",
    path: "/settings/api-keys",
    open: async (page) => {
      await page.getByRole("button", { name: "Create API key" }).click();
      await page.getByLabel("Name").fill("Seen once");
      await page.getByRole("button", { name: "Create key" }).click();
      await expect(page.getByRole("dialog").getByText(/^rbk_/)).toBeVisible();
    },
  },
];

/** A menu belongs to its button, whose landmark it leaves so that nothing cuts it off; axe would have it inside one. */
const MENU_OUTSIDE = "axe region: <div data-radix-popper-co";

let signedIn: Awaited<ReturnType<typeof signedInState>> | undefined;

for (const width of [1440, 360]) {
  test(`${width} px, light and dark`, async ({ browser, baseURL }) => {
    test.setTimeout(180_000);
    signedIn ??= await signedInState(browser, baseURL as string, email, password);
    const faults: string[] = [];
    for (const { name, path, open, only } of states) {
      if (only !== undefined && only !== (width === 360 ? "narrow" : "wide")) continue;
      await test.step(name, async () => {
        const context = await browser.newContext({ baseURL, viewport: { width, height: 900 }, storageState: signedIn, reducedMotion: "reduce" });
        const page = await context.newPage();
        page.on("console", (message) => message.type() === "error" && faults.push(`${name}: console: ${message.text()}`));
        page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
        await page.goto(`/dashboard/${slug}${path}`, { waitUntil: "networkidle" });
        await open(page);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const found = (await accessibilityFaults(page)).filter((fault) => !fault.startsWith(MENU_OUTSIDE));
          faults.push(...found.map((fault) => `${name}, ${colorScheme}: ${fault}`));
        }
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (beyond > 0) faults.push(`${name}: ${beyond} px beyond the window`);
        await context.close();
      });
    }
    expect(faults).toEqual([]);
  });
}
