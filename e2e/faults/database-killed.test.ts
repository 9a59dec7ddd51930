import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { answered, type Outage, unexplained } from "./support/book.ts";
import { startLoad } from "./support/load.ts";
import { full, type Scene, setScene } from "./support/scene.ts";
import { expectWhole, tally } from "./support/tally.ts";

const KILLS = full ? 10 : 2;
const WRITES_BETWEEN = full ? 3_000 : 1_000;

describe("kill -9 of all of PostgreSQL under load", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene?.remove());

  it(`answers 503 meanwhile, heals without a restart, and loses and doubles nothing in ${KILLS} kills`, async () => {
    const server = await scene.serve();
    const load = startLoad({ url: scene.url, apiKey: scene.apiKey });
    const outages: Outage[] = [];
    const heals: number[] = [];
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        await load.more(WRITES_BETWEEN + Math.floor(Math.random() * 100));
        const refused = answered(load.book, "503");
        const from = performance.now();
        await scene.postgres.kill9All();
        // Every poster has met it, those that must connect anew too.
        await eventually(
          async () => answered(load.book, "503") - refused,
          (count) => count > 500,
          10_000,
        );
        await scene.postgres.restart();
        const accepts = performance.now();
        const to = await load.nextAck();
        outages.push({ from, to });
        heals.push(to - accepts);
      }
      await load.more(WRITES_BETWEEN);
      await load.finish();
      expect(server.isRunning()).toBe(true);
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.stop();
    }
    const result = await tally(`PostgreSQL killed ${KILLS} times`, load.book, scene.postgres.ownerUrl, KILLS);
    console.log(`  database accepting to first 2xx: at most ${Math.round(Math.max(...heals))} ms`);
    expectWhole(result, load.book);
    expect(unexplained(load.book, "503", outages)).toEqual([]);
    expect(Math.max(...heals)).toBeLessThanOrEqual(5_000);
  });
});
