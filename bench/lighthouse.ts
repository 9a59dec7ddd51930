import { parseArgs } from "node:util";
import { launchChromium } from "../lib/testing/chromium.ts";
import { type Audit, audit } from "../lib/testing/lighthouse.ts";
import { ensureBuild } from "../scripts/build.ts";
import { freePort } from "../scripts/ports.ts";
import { everyAddress } from "./lighthouse/screens.ts";
import { startOurs } from "./support/contestants.ts";
import { SECRETS, startDatabase } from "./support/database.ts";
import { describeMachine, versionOf } from "./support/machine.ts";
import { columns, type Goal, printGoals } from "./support/report.ts";
import { runBench, type Undo } from "./support/run-bench.ts";
import { median } from "./support/statistics.ts";

/**
 * `npm run bench:lighthouse`: what Lighthouse says of every screen of the hosted flow, as a phone on a slow line, with the merchant's
 * logo, from our production server. Exit code 1 when a goal is missed. Nothing outside this machine is asked for.
 */

const { values } = parseArgs({ options: { visits: { type: "string", default: "5" }, only: { type: "string", default: "" } } });
const visits = Number(values.visits);

interface Measured {
  name: string;
  audits: Audit[];
}

await runBench(run);

async function run(undo: Undo): Promise<boolean> {
  await ensureBuild();
  const database = await startDatabase();
  undo.push(database.remove);
  Object.assign(process.env, { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...SECRETS });
  // Imported late: it reads the settings that were only just made.
  const { publishShop } = await import("../lib/testing/hosted-shop.ts");
  await publishShop("bench");
  const door = await startOurs("door", database);
  undo.push(door.stop);
  const port = await freePort();
  // Whatever a browser looks for by itself, it finds no host but this one.
  const browser = await launchChromium([`--remote-debugging-port=${port}`, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]);
  undo.push(() => browser.close());
  console.log(`machine   ${describeMachine()}`);
  console.log(`runs      Lighthouse ${versionOf("node_modules/lighthouse/package.json")}, Chromium ${browser.version()}, ${visits} visits a screen, medians`);
  const screens = (await everyAddress(door.origin, database.apiKey, database.owner)).filter(({ name }) => name.includes(values.only));
  const measured: Measured[] = [];
  for (const screen of screens) {
    const audits: Audit[] = [];
    for (let visit = 0; visit < visits; visit++) audits.push(await audit(screen, port));
    measured.push({ name: screen.name, audits });
  }
  print(measured);
  return printGoals(goalsOf(measured));
}

type Figure = { [Name in keyof Audit]: Audit[Name] extends number ? Name : never }[keyof Audit];

function middle({ audits }: Measured, figure: Figure): number {
  return median(audits.map((audit) => audit[figure]));
}

function worst({ audits }: Measured, figure: Figure): number {
  return Math.min(...audits.map((audit) => audit[figure]));
}

function print(measured: readonly Measured[]): void {
  const head = ["screen", "accessibility", "best practices", "performance", "FCP", "LCP", "CLS", "bytes", "requests"];
  const rows = measured.map((screen) => [
    screen.name,
    String(worst(screen, "accessibility")),
    String(worst(screen, "bestPractices")),
    String(middle(screen, "performance")),
    `${middle(screen, "firstPaint").toFixed(0)} ms`,
    `${middle(screen, "largestPaint").toFixed(0)} ms`,
    middle(screen, "shift").toFixed(3),
    middle(screen, "bytes").toLocaleString("en"),
    String(middle(screen, "requests")),
  ]);
  console.log(`\n${columns([head, ...rows])}`);
  for (const { name, audits } of measured) {
    for (const fault of new Set(audits.flatMap((audit) => audit.faults))) console.log(`${name}: ${fault}`);
  }
}

/** Each figure of the worst screen; a screen that misses its goal is named first, and by how much. */
function goalsOf(measured: readonly Measured[]): Goal[] {
  const figures = [
    { what: "accessibility", goal: 100, of: (screen: Measured) => worst(screen, "accessibility") },
    { what: "best practices", goal: 100, of: (screen: Measured) => worst(screen, "bestPractices") },
    { what: "performance", goal: 99, of: (screen: Measured) => middle(screen, "performance") },
  ];
  return figures.map(({ what, goal, of }) => {
    for (const screen of measured) {
      if (!(of(screen) >= goal)) console.log(`${screen.name}: ${what} is ${of(screen)}, ${goal - of(screen)} short of ${goal}`);
    }
    return { what: `${what}, the worst of ${measured.length} screens`, figure: Math.min(...measured.map(of)), unit: "", goal };
  });
}
