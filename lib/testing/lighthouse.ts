import lighthouse from "lighthouse";
import { ScriptError } from "#scripts/script-error.ts";

/** A screen, where a visitor gets to see it. */
export interface Screen {
  name: string;
  address: string;
  /** Of the page itself: a link that leads nowhere is told so by a page, too. */
  status: number;
}

/** What Lighthouse says of one visit: scores 0 to 100, times in ms, bytes over the wire. */
export interface Audit {
  performance: number;
  /** Not asked for again at the following visits: the page is the same. */
  accessibility: number;
  bestPractices: number;
  firstPaint: number;
  largestPaint: number;
  shift: number;
  bytes: number;
  requests: number;
  /** What keeps accessibility and best practices under 100, in words. */
  faults: string[];
}

const OF_THE_PAGE = ["accessibility", "best-practices"] as const;

/**
 * One visit of a screen, as a phone on a slow line (Lighthouse's own defaults). Lighthouse as a library reports to nobody: its
 * error reporting and its search for updates are parts of its command line.
 * @param port the debugging port of a running Chromium
 * @throws ScriptError when the page is not the one, or anything is asked for from elsewhere
 */
export async function audit({ name, address, status }: Screen, port: number): Promise<Audit> {
  // That the page's own status is 404 or 410 stands in the browser's console and is as it must be; anything else there counts.
  const audits = [{ path: "errors-in-console", options: { ignoredPatterns: status === 200 ? [] : [`status of ${status}`] } }];
  const result = await lighthouse(
    address,
    { port, logLevel: "error", output: "json", ignoreStatusCode: true, disableFullPageScreenshot: true },
    { extends: "lighthouse:default", settings: { onlyCategories: ["performance", ...OF_THE_PAGE] }, audits },
  );
  const report = result?.lhr;
  if (report === undefined || report.runtimeError) throw new ScriptError(`Lighthouse failed on "${name}": ${report?.runtimeError?.message ?? "no report"}`);
  const requests = requestsOf(report.audits["network-requests"]?.details);
  const elsewhere = requests.filter(({ url }) => !url.startsWith("data:") && new URL(url).origin !== new URL(address).origin);
  if (elsewhere.length > 0) throw new ScriptError(`"${name}" asked for ${elsewhere[0]?.url}.`);
  if (requests[0]?.statusCode !== status || report.finalDisplayedUrl !== address) {
    throw new ScriptError(`"${name}" is ${requests[0]?.statusCode} at ${report.finalDisplayedUrl} instead of ${status}.`);
  }
  const score = (category: string) => Math.round((report.categories[category]?.score ?? Number.NaN) * 100);
  const figure = (id: string) => report.audits[id]?.numericValue ?? Number.NaN;
  const faults = OF_THE_PAGE.flatMap((category) => report.categories[category]?.auditRefs ?? [])
    .filter(({ weight }) => weight > 0)
    .flatMap(({ id }) => report.audits[id] ?? [])
    .filter((one) => one.score !== null && one.score < 1)
    .map((one) => `${one.id}: ${one.title}`);
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
    firstPaint: figure("first-contentful-paint"),
    largestPaint: figure("largest-contentful-paint"),
    shift: figure("cumulative-layout-shift"),
    bytes: requests.reduce((sum, { transferSize }) => sum + transferSize, 0),
    requests: requests.filter(({ url }) => !url.startsWith("data:")).length,
    faults,
  };
}

interface Requested {
  url: string;
  statusCode: number;
  /** Bytes over the wire, head and body. */
  transferSize: number;
}

function requestsOf(details: unknown): Requested[] {
  return (details as { items?: Requested[] } | undefined)?.items ?? [];
}
