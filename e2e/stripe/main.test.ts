import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");

it("says where it is, answers there, and ends when it is told to", { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, [MAIN, "--port", "0", "--key", "sk_test_command0", "--catalogue"], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
  const answer = await fetch(`${url}/v1/prices/price_core_yearly`, { headers: { authorization: "Bearer sk_test_command0" } });
  expect(await answer.json()).toMatchObject({ unit_amount: 29_000, recurring: { interval: "year" } });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

it("refuses half of a webhook", { timeout: 60_000 }, async () => {
  const child = spawn(process.execPath, [MAIN, "--port", "0", "--webhook", "http://127.0.0.1:9/"], { stdio: ["pipe", "ignore", "ignore"] });
  expect(await once(child, "exit")).toEqual([2, null]);
});
