import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpClient } from "./support/http-client.ts";
import { full, type Scene, setScene } from "./support/scene.ts";

const OPEN = 1_000;
const MEASURED_MS = 8_000;
/** Pause between one honest caller's calls, and how many there are: a modest, steady rate. */
const PAUSE_MS = 20;
const CALLERS = 8;
/** A quiet p99 of a few ms may double by chance where other programs run too. */
const FLOOR_MS = 20;

describe.runIf(full)("clients that dawdle (full version only)", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene?.remove());

  it(`${OPEN} connections with slow headers, slow bodies or nothing to say leave honest callers alone`, async () => {
    const server = await scene.serve();
    const crowd: Crowd = { sockets: [] };
    try {
      await honest(scene, MEASURED_MS / 4);
      const alone = await honest(scene, MEASURED_MS);
      await gather(crowd, scene);
      const among = await honest(scene, MEASURED_MS);
      const open = crowd.sockets.filter((socket) => socket.writable).length;
      console.log(
        `honest calls, in ms: p50 ${alone.p50.toFixed(1)}, p99 ${alone.p99.toFixed(1)} alone (${alone.calls} calls); ` +
          `p50 ${among.p50.toFixed(1)}, p99 ${among.p99.toFixed(1)} among ${open} dawdlers (${among.calls} calls)`,
      );
      expect(open).toBe(OPEN);
      expect([alone.refused, among.refused]).toEqual([[], []]);
      expect(among.p99).toBeLessThan(Math.max(2 * alone.p99, FLOOR_MS));
    } finally {
      clearInterval(crowd.timer);
      for (const socket of crowd.sockets) socket.destroy();
      await server.stop();
    }
  });
});

interface Crowd {
  sockets: Socket[];
  timer?: NodeJS.Timeout;
}

/** Opens the connections: a third goes on with its headers byte by byte, a third with its body, a third made one call and stays. */
async function gather(crowd: Crowd, { url, apiKey }: Scene): Promise<void> {
  const head = `POST /api/v1/cancellations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${apiKey}\r\nContent-Type: application/json\r\n`;
  const greetings = [head, `${head}Content-Length: 60000\r\n\r\n{`, "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"];
  const more = ["X-Slow: 1\r\n", " "];
  for (let i = 0; i < OPEN; i++) {
    const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => undefined);
    crowd.sockets.push(socket);
    await once(socket, "connect");
    socket.write(greetings[i % 3] as string);
    if (i % 3 === 2) await once(socket, "data");
    else socket.resume();
  }
  let turn = 0;
  crowd.timer = setInterval(() => {
    for (let i = 0; i < 10; i++, turn++) {
      const text = more[(turn % OPEN) % 3];
      const socket = crowd.sockets[turn % OPEN];
      const at = Math.floor(turn / OPEN);
      if (text !== undefined && socket?.writable) socket.write(text.charAt(at % text.length));
    }
  }, 20);
}

interface Honest {
  p50: number;
  p99: number;
  calls: number;
  /** Answers other than 201. */
  refused: string[];
}

async function honest({ url, apiKey }: Scene, milliseconds: number): Promise<Honest> {
  const client = httpClient(url, apiKey, 10_000);
  const times: number[] = [];
  const refused: string[] = [];
  const start = performance.now();
  const caller = async (number: number) => {
    while (performance.now() - start < milliseconds) {
      const eventId = `${start}-${number}-${performance.now()}`;
      const answer = await client.call({ method: "POST", path: "/cancellations", body: { eventId, reasonKey: "not_using" } });
      if (!("status" in answer) || answer.status !== 201) refused.push(JSON.stringify(answer));
      times.push(answer.milliseconds);
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  client.close();
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { p50: percentile(0.5), p99: percentile(0.99), calls: times.length, refused };
}
