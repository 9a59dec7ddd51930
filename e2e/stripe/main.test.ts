import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { receiver } from "./support.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const KEY = "sk_test_command0";

interface Started extends AsyncDisposable {
  child: ChildProcess;
  url: string;
}

async function started(...flags: string[]): Promise<Started> {
  const child = spawn(process.execPath, [MAIN, "--port", "0", "--key", KEY, ...flags], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  };
  return { child, url: /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "", [Symbol.asyncDispose]: end };
}

/** What it says when it does not start, and its exit code. */
async function said(...flags: string[]): Promise<[string, number]> {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const [code] = (await once(child, "close")) as [number];
  return [text, code];
}

const call = (url: string, path: string, body?: Record<string, string>) =>
  fetch(url + path, { headers: { authorization: `Bearer ${KEY}` }, ...(body && { method: "POST", body: new URLSearchParams(body) }) });

it("says where it is, answers there, and ends when it is told to", { timeout: 60_000 }, async () => {
  await using local = await started("--catalogue");
  const { child, url } = local;
  expect(await (await call(url, "/v1/prices/price_core_yearly")).json()).toMatchObject({ unit_amount: 29_000, recurring: { interval: "year" } });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

it("says in plain words why it does not start", { timeout: 60_000 }, async () => {
  const busy = createServer().listen(0, "127.0.0.1");
  await once(busy, "listening");
  const { port } = busy.address() as { port: number };
  const folder = await mkdtemp(join(tmpdir(), "local-stripe-"));
  const broken = join(folder, "broken.json");
  await writeFile(broken, "{");
  const [half, unknown, taken, spoilt, nowhere, help] = await Promise.all([
    said("--port", "0", "--webhook", "http://127.0.0.1:9/"),
    said("--prot", "1"),
    said("--port", String(port)),
    said("--port", "0", "--data", broken),
    said("--port", "0", "--data", join(folder, "none", "state.json")),
    said("--help"),
  ]);
  busy.close();
  await rm(folder, { recursive: true });
  expect(half).toEqual([expect.stringContaining("--webhook and --secret belong together"), 2]);
  expect(unknown).toEqual([expect.stringMatching(/--prot.*--help/s), 2]);
  expect(taken).toEqual([expect.stringMatching(/^Port \d+ is taken/), 1]);
  expect(spoilt).toEqual([expect.stringContaining("broken.json does not hold the state of a local Stripe"), 1]);
  expect(nowhere).toEqual([expect.stringContaining("The local Stripe cannot start: ENOENT"), 1]);
  expect(help).toEqual([expect.stringContaining("--until-input-ends"), 0]);
  for (const [text] of [half, unknown, taken, spoilt, nowhere]) expect(text).not.toContain("    at ");
});

it("loses nothing that it answered when it is killed, and sends then what was on its way", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "local-stripe-"));
  await using hook = await receiver();
  // Nobody answers the first deliveries: they are on their way when the kill comes.
  hook.answers.push(...Array.from({ length: 300 }, () => -1));
  const flags = ["--data", join(folder, "state.json"), "--webhook", hook.url, "--secret", "whsec_kill"];
  await using first = await started(...flags);
  const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => call(first.url, "/v1/customers", { name: `Customer ${at}` })));
  const last = await call(first.url, "/v1/customers", { name: "Answered just before" });
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const ids = await Promise.all([...answers, last].map(async (answer) => ((await answer.json()) as { id: string }).id));
  hook.answers.length = 0;
  hook.received.length = 0;
  await using second = await started(...flags);
  const kept = await Promise.all(ids.map(async (id) => (await call(second.url, `/v1/customers/${id}`)).status));
  expect(kept).toEqual(ids.map(() => 200));
  await expect.poll(() => new Set(hook.received.map(({ body }) => (JSON.parse(body) as { data: { object: { id: string } } }).data.object.id)).size).toBe(201);
  await rm(folder, { recursive: true });
});
