import { gzipSync } from "node:zlib";
import { type Browser, launchChromium, type Page, type Request } from "../lib/testing/chromium.ts";
import { runCli } from "../lib/testing/cli.ts";
import { type PageVisit, pageVisits } from "../lib/testing/pages.ts";
import { startServer } from "../lib/testing/server.ts";
import { ensureBuild } from "../scripts/build.ts";
import { ScriptError } from "../scripts/script-error.ts";
import { startThrowawayPostgres } from "../scripts/throwaway-database.ts";
import { SECRETS } from "./support/database.ts";
import { describeMachine } from "./support/machine.ts";
import { columns, type Goal, printGoals } from "./support/report.ts";
import { runBench, type Undo } from "./support/run-bench.ts";
import { median } from "./support/statistics.ts";

/**
 * `npm run bench:pages`: what each page costs its visitor. Script of a first load (gzip, as a proxy in front would send it),
 * and times of five visits with a warm cache, on a workspace with 10,000 cancellations. Exit code 1 when a goal is missed.
 */

const EVENTS = 10_000;
const VISITS = 5;
const EMAIL = "bench@example.com";
const PASSWORD = "correct horse battery";

interface Measured {
  route: string;
  /** Kilobytes of script, gzip: what the page names itself, and with all that it loads later (charts, toasts). */
  script: { named: number; all: number };
  /** Milliseconds: first byte, and largest content painted. */
  firstByte: number;
  painted: number;
  /** Cumulative layout shift over the page's first second after loading. */
  shift: number;
}

await runBench(run);

async function run(undo: Undo): Promise<boolean> {
  await ensureBuild();
  const database = await startThrowawayPostgres();
  undo.push(database.remove);
  const env = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...SECRETS };
  const slug = await makeWorkspace(env);
  const server = await startServer({ env });
  undo.push(server.stop);
  const browser = await launchChromium();
  undo.push(() => browser.close());
  console.log(`machine   ${describeMachine()}`);
  console.log(
    `runs      ${VISITS} visits a page with a warm cache, medians; ${EVENTS.toLocaleString("en")} cancellations; server and browser on the same cores`,
  );
  const measured: Measured[] = [];
  for (const visit of pageVisits) measured.push(await measure(browser, server.url, visit, slug));
  print(measured);
  return printGoals(goalsOf(measured));
}

async function makeWorkspace(env: Record<string, string>): Promise<string> {
  const rb = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runCli([...args, "--json"], env);
    if (exitCode !== 0) throw new ScriptError(stderr, { exitCode: 1 });
    return JSON.parse(stdout) as { slug: string };
  };
  const { slug } = await rb("workspace", "create", "--name", "Bench", "--plan", "advanced");
  await rb("user", "create", "--email", EMAIL, "--password", PASSWORD, "--workspace", slug, "--role", "owner");
  await rb("seed", slug, "--events", String(EVENTS), "--months", "12");
  return slug;
}

/** One page: a first visit with an empty cache, then warm ones. */
async function measure(browser: Browser, baseURL: string, visit: PageVisit, slug: string): Promise<Measured> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  if (visit.as === "member") await signIn(page);
  // The sign-in page has filled the cache with what pages share; a first visit has none of it.
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  const script = await scriptOf(page, visit.path(slug));
  const times = [];
  for (let i = 0; i < VISITS; i++) times.push(await timesOf(page, visit.path(slug)));
  await context.close();
  return {
    route: visit.route,
    script,
    firstByte: median(times.map(({ firstByte }) => firstByte)),
    painted: median(times.map(({ painted }) => painted)),
    shift: Math.max(...times.map(({ shift }) => shift)),
  };
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // The page that one lands on goes on loading; what it loads is not the next one's.
  await page.waitForURL(/\/dashboard/, { waitUntil: "networkidle" });
}

/** Kilobytes (1,000 bytes) of the script that a page names itself, and of all that a first visit loads until the network is idle. */
async function scriptOf(page: Page, path: string): Promise<{ named: number; all: number }> {
  const addresses = new Set<string>();
  const note = (request: Request) => void (request.resourceType() === "script" && addresses.add(request.url()));
  page.on("request", note);
  const html = (await (await page.goto(path, { waitUntil: "networkidle" }))?.text()) ?? "";
  page.off("request", note);
  let named = 0;
  let all = 0;
  for (const address of addresses) {
    // Asked for again: the browser forgets the bodies of a page that it has left.
    const kilobytes = gzipSync(await (await page.request.get(address)).body()).length / 1000;
    all += kilobytes;
    if (new RegExp(`<script [^>]*src="${new URL(address).pathname}`).test(html)) named += kilobytes;
  }
  return { named, all };
}

async function timesOf(page: Page, path: string): Promise<{ firstByte: number; painted: number; shift: number }> {
  await page.goto(path, { waitUntil: "networkidle" });
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        let shift = 0;
        let painted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
            if (!entry.hadRecentInput) shift += entry.value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver((list) => {
          painted = list.getEntries().at(-1)?.startTime ?? painted;
        }).observe({ type: "largest-contentful-paint", buffered: true });
        const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        setTimeout(() => resolve({ firstByte: navigation?.responseStart ?? Number.NaN, painted, shift }), 300);
      }),
  );
}

function print(measured: readonly Measured[]): void {
  const rows = measured.map(({ route, script, firstByte, painted, shift }) => [
    route,
    `${script.named.toFixed(0)} kB`,
    `${script.all.toFixed(0)} kB`,
    `${firstByte.toFixed(0)} ms`,
    `${painted.toFixed(0)} ms`,
    shift.toFixed(3),
  ]);
  console.log(`\n${columns([["page", "script, gzip", "with later", "first byte", "painted", "shift"], ...rows])}`);
}

function goalsOf(measured: readonly Measured[]): Goal[] {
  const most = (of: (page: Measured) => number) => Math.max(...measured.map(of));
  return [
    { what: "first load of script, the heaviest page", figure: most(({ script }) => script.named), unit: " kB", goal: 230, atMost: true },
    { what: "layout shift of the worst page", figure: most(({ shift }) => shift), unit: "", goal: 0.02, atMost: true },
  ];
}
