import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLoad } from "./support/load.ts";
import { full, type Scene, setScene } from "./support/scene.ts";
import { expectWhole, tally } from "./support/tally.ts";

const STOPS = full ? 10 : 2;
/** Callers that keep their connections busy must not hold it up. */
const STOP_MS = 5_000;

describe("a server that is asked to stop under load", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene?.remove());

  it("answers all that it has begun, takes nothing new, and ends soon", async () => {
    let server = await scene.serve();
    const load = startLoad({ url: scene.url, apiKey: scene.apiKey, insist: false });
    const stops: number[] = [];
    try {
      for (let stop = 0; stop < STOPS; stop++) {
        await load.more(500);
        const start = performance.now();
        await server.stop();
        stops.push(performance.now() - start);
        expect(server.output()).toContain('"msg":"stopped"');
        server = await scene.serve();
      }
      await load.more(500);
      await load.finish();
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.stop();
    }
    const result = await tally(`server stopped ${STOPS} times`, load.book, scene.postgres.ownerUrl, STOPS);
    console.log(`  asked to ended: at most ${Math.round(Math.max(...stops))} ms; ${load.book.unanswered.length} calls came too late`);
    expectWhole(result, load.book);
    // A caller whose connection broke had not been heard: what it sent is not stored.
    expect(load.book.unanswered.filter((eventId) => result.storedEvents.has(eventId))).toEqual([]);
    expect(Math.max(...stops)).toBeLessThanOrEqual(STOP_MS);
  });
});
