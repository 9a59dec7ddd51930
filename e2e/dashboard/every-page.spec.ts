import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { cliJson } from "#lib/testing/cli.ts";
import { type PageVisit, pageRoutes, pageVisits, redirectingPages, specialPages } from "#lib/testing/pages.ts";
import { storeSessions } from "#lib/testing/stored-sessions.ts";
import { makeAbsurd } from "./support/absurd-workspace.ts";
import { accessibilityFaults } from "./support/accessibility.ts";
import { signedInState } from "./support/sign-in.ts";

/**
 * Every page of the product with three sets of data, on two widths, in both themes: no axe violation, nothing cut off, nothing that
 * the browser complains about. `npm test` takes each set and each width in both themes, but not each set on each width;
 * `npm run test:full` takes all of it.
 */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";
const widths = [1440, 360];
const dataSets = ["empty", "full", "absurd"] as const;

function themesOf(width: number, data: (typeof dataSets)[number]): readonly ("light" | "dark")[] {
  if (process.env.TEST_FULL) return ["light", "dark"];
  return (widths.indexOf(width) + dataSets.indexOf(data)) % 2 === 0 ? ["light"] : ["dark"];
}

// The six walks share nothing but the data that each worker makes for itself.
test.describe.configure({ mode: "parallel" });

const slugs: Record<(typeof dataSets)[number], string> = { empty: "", full: "", absurd: "" };

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000);
  for (const name of dataSets) {
    const made = await cliJson<{ slug: string; apiKey: string }>("workspace", "create", "--name", `Pages ${name}`, "--plan", "advanced");
    slugs[name] = made.slug;
    if (name === "empty") await cliJson("user", "create", "--email", email, "--password", password, "--workspace", made.slug, "--role", "owner");
    else await cliJson("user", "add", "--email", email, "--workspace", made.slug, "--role", "owner");
    if (name === "full") await cliJson("seed", made.slug, "--events", "400", "--months", "4");
    if (name === "full") await storeSessions(made.slug, { count: 60 });
    // Whatever happens is sent to a host that is none, so that there are failures to show.
    if (name === "absurd") await cliJson("webhook", "create", made.slug, "--url", `https://hooks.invalid/${"path".repeat(300)}?token=t`);
    if (name === "absurd") await makeAbsurd(made.slug, made.apiKey, baseURL as string);
  }
});

test("the list of pages is the files' own", () => {
  expect([...pageVisits.map(({ route }) => route), ...redirectingPages, ...specialPages].sort()).toEqual(pageRoutes());
});

const stateOf = new Map<string, Awaited<ReturnType<typeof signedInState>>>();

for (const width of widths) {
  for (const data of dataSets) {
    const themes = themesOf(width, data);
    test(`${width} px, ${data} data, ${themes.join(" and ")}`, async ({ browser, baseURL }) => {
      test.setTimeout(300_000);
      if (!stateOf.has("owner")) stateOf.set("owner", await signedInState(browser, baseURL as string, email, password));
      const faults: string[] = [];
      for (const as of ["visitor", "member"] as const) {
        const visits = pageVisits.filter((visit) => visit.as === as && (data === "full" || as === "member"));
        const context = await browser.newContext({
          baseURL,
          viewport: { width, height: 900 },
          storageState: as === "member" ? stateOf.get("owner") : undefined,
          reducedMotion: "reduce",
        });
        const page = await context.newPage();
        page.on("console", (message) => {
          // Whatever looks into the flow's preview from here meets its sandbox.
          const isSandbox = message.text().startsWith("Blocked script execution in 'about:srcdoc'");
          if (message.type() === "error" && !isSandbox) faults.push(`${page.url()}: console: ${message.text()}`);
        });
        page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
        for (const visit of visits) faults.push(...(await faultsOf(page, visit, slugs[data], themes)));
        await context.close();
      }
      expect(faults).toEqual([]);
    });
  }
}

async function faultsOf(page: Page, { path, route }: PageVisit, slug: string, themes: readonly ("light" | "dark")[]): Promise<string[]> {
  await page.emulateMedia({ colorScheme: themes[0] ?? null });
  const response = await page.goto(path(slug));
  const faults: string[] = [];
  if (response?.status() !== 200) faults.push(`${route}: status ${response?.status()}`);
  if ((await page.locator("main#content").count()) !== 1) faults.push(`${route}: no main content`);
  if ((await page.locator("h1").count()) !== 1) faults.push(`${route}: ${await page.locator("h1").count()} main headings`);
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${route}, ${colorScheme}: ${fault}`));
  }
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (beyond > 0) faults.push(`${route}: ${beyond} px beyond the window`);
  return faults;
}
