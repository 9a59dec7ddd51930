import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoIsRunning, holdFolder } from "#scripts/demo-state.ts";
import { isRunning, processIdentity } from "#scripts/processes.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "retentbase-state-"));
});
afterEach(() => rm(folder, { recursive: true }));

const leaveBehind = (content: unknown) => writeFileSync(join(folder, "demo.json"), JSON.stringify(content));
const dead = { pid: 2_147_483_646, identity: "2147483646 1 gone" };

describe("holdFolder", () => {
  it("lets one demo have the folder, until it is released", async () => {
    const hold = holdFolder(folder);
    expect(await demoIsRunning(folder)).toBe(true);
    expect(() => holdFolder(folder)).toThrow(`Another demo (process ${process.pid}) is using this data folder`);
    hold.release();
    expect(await demoIsRunning(folder)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over from a demo that was killed, and from a file that was cut off", () => {
    leaveBehind({ demo: dead });
    holdFolder(folder).release();
    writeFileSync(join(folder, "demo.json"), '{"demo":');
    holdFolder(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not take a later process with the same pid for the demo", () => {
    leaveBehind({ demo: { pid: process.pid, identity: `${process.pid} 1 an-earlier-boot` } });
    holdFolder(folder).release();
  });

  it("says in one sentence what is wrong with a folder that cannot be written", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    expect(() => holdFolder(file)).toThrow(`The data folder ${file} cannot be used: it is no folder. Name another in RETENTBASE_DATA_DIR.`);
    expect(() => holdFolder(join(file, "inside"))).toThrow("cannot be used: ENOTDIR");
  });

  it("ends the server that a killed demo left, and nothing else", async () => {
    const program = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('up')";
    for (const [args, ends] of [
      [["-e", program, "server/main.ts"], true],
      [["-e", program, "something-else.ts"], false],
    ] as const) {
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
      await once(child.stdout, "data");
      const pid = child.pid ?? -1;
      leaveBehind({ demo: dead, server: { pid, identity: processIdentity(pid) } });
      expect(await demoIsRunning(folder)).toBe(true);
      const hold = holdFolder(folder);
      expect(await hold.endOrphan()).toBe(ends);
      expect(isRunning(pid)).toBe(!ends);
      hold.release();
      child.kill("SIGKILL");
    }
  });
});
