import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outage, unexplained } from "./support/book.ts";
import { startLoad } from "./support/load.ts";
import { full, type Scene, setScene } from "./support/scene.ts";
import { expectWhole, tally } from "./support/tally.ts";

const KILLS = full ? 20 : 3;
const WRITES_BETWEEN = full ? 6_000 : 1_000;

describe("kill -9 of the server under load", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene?.remove());

  it(`loses and doubles nothing in ${KILLS} kills`, async () => {
    let server = await scene.serve();
    const load = startLoad({ url: scene.url, apiKey: scene.apiKey });
    const outages: Outage[] = [];
    const starts: number[] = [];
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        // A random few more, so that the kill meets commits in ever other states.
        await load.more(WRITES_BETWEEN + Math.floor(Math.random() * 100));
        const from = performance.now();
        await server.kill9();
        const start = performance.now();
        const [next, to] = await Promise.all([scene.serve(), load.nextAck()]);
        server = next;
        outages.push({ from, to });
        starts.push(to - start);
      }
      await load.more(WRITES_BETWEEN);
      await load.finish();
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.stop();
    }
    const result = await tally(`server killed ${KILLS} times`, load.book, scene.postgres.ownerUrl, KILLS);
    console.log(`  start to first 2xx: at most ${Math.round(Math.max(...starts))} ms`);
    expectWhole(result, load.book);
    expect(unexplained(load.book, "cut", outages)).toEqual([]);
    expect(Math.max(...starts)).toBeLessThanOrEqual(10_000);
    if (full) expect(load.book.events.size).toBeGreaterThanOrEqual(100_000);
  });
});
