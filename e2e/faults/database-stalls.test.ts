import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { answered, type Book, unexplained } from "./support/book.ts";
import { type Load, startLoad } from "./support/load.ts";
import { asOwner, endSessionsOfProgram } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";
import { expectWhole, tally } from "./support/tally.ts";
import { startTcpProxy, type TcpProxy } from "./support/tcp-proxy.ts";

/** Longest time to any answer, whatever the database does. */
const ANSWER_MS = 8_000;
/** From the end of a fault to the next 2xx. */
const HEAL_MS = 5_000;
const STALL_MS = full ? 15_000 : 4_000;

describe("a database that stalls", () => {
  let scene: Scene;
  let wire: TcpProxy;
  beforeAll(async () => {
    scene = await setScene({ max_connections: "20" });
    wire = await startTcpProxy(scene.postgres.port);
  });
  afterAll(async () => {
    await wire?.close();
    await scene?.remove();
  });

  /** Loads a server that reaches the database through the wire while `fault` happens; nothing may be lost, and it must heal soon after. */
  async function survives(title: string, fault: (load: Load) => Promise<void>): Promise<Book> {
    const { ownerUrl } = scene.postgres;
    await asOwner(ownerUrl, (owner) => owner.query("truncate cancellations, outcome_updates"));
    const throughWire = new URL(scene.postgres.url);
    throughWire.port = String(wire.port);
    const server = await scene.serve({ DATABASE_URL: throughWire.href });
    const load = startLoad({ url: scene.url, apiKey: scene.apiKey, posters: 32, patience: ANSWER_MS });
    try {
      await load.more(300);
      const from = performance.now();
      await fault(load);
      const end = performance.now();
      const to = await load.nextAck();
      await load.more(300);
      await load.finish();
      expect(server.isRunning()).toBe(true);
      expectWhole(await tally(`${title}; next 2xx ${Math.round(to - end)} ms after it ended`, load.book, ownerUrl), load.book);
      expect(to - end).toBeLessThanOrEqual(HEAL_MS);
      expect(unexplained(load.book, "503", [{ from, to }])).toEqual([]);
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.stop();
    }
    return load.book;
  }

  it("answers 503 while the ledger is locked", async () => {
    const book = await survives(`ledger locked for ${STALL_MS / 1_000} s`, () =>
      asOwner(scene.postgres.ownerUrl, async (owner) => {
        await owner.query("begin; lock table cancellations in access exclusive mode");
        await sleep(STALL_MS);
        await owner.query("commit");
      }),
    );
    expect(answered(book, "503")).toBeGreaterThan(0);
  });

  it("answers 503 while others hold all connections", async () => {
    const book = await survives("no connections left", async (load) => {
      const before = answered(load.book, "503");
      await asOwner(scene.postgres.ownerUrl, async (owner) => {
        const hoard = await takeAllConnections(owner, scene.postgres.url);
        try {
          await eventually(
            async () => answered(load.book, "503") - before,
            (count) => count > 500,
            10_000,
          );
        } finally {
          await Promise.all(hoard.map((client) => client.end()));
        }
      });
    });
    expect(answered(book, "503")).toBeGreaterThan(0);
  });

  it("goes on when an administrator ends all its sessions, again and again", async () => {
    await survives("all sessions ended 10 times", (load) =>
      asOwner(scene.postgres.ownerUrl, async (owner) => {
        for (let i = 0; i < 10; i++) {
          await endSessionsOfProgram(owner);
          await load.more(60);
        }
      }),
    );
  });

  it("goes on when the connections are cut, again and again", async () => {
    await survives("connections cut 10 times", async (load) => {
      for (let i = 0; i < 10; i++) {
        wire.cut();
        await load.more(60);
      }
    });
  });

  it("only slows down when every byte is late", async () => {
    const book = await survives("every byte 300 ms late", async (load) => {
      wire.delay(300);
      await load.more(full ? 300 : 50);
      wire.delay(0);
    });
    expect(answered(book, "503")).toBe(0);
  });

  it("answers 503 on a wire that went silent, and goes on when it speaks again", async () => {
    const book = await survives(`wire silent for ${STALL_MS / 1_000 + 3} s`, async () => {
      wire.freeze();
      await sleep(STALL_MS + 3_000);
      wire.thaw();
    });
    expect(answered(book, "503")).toBeGreaterThan(0);
  });
});

/** Ends the program's sessions and connects in their place until nobody else can. */
async function takeAllConnections(owner: pg.Client, url: string): Promise<pg.Client[]> {
  const hoard: pg.Client[] = [];
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    await endSessionsOfProgram(owner);
    const taken = await takeOne(url);
    if (taken !== null) hoard.push(taken);
    else if ((await owner.query("select 1 from pg_stat_activity where application_name = 'retentbase'")).rowCount === 0) return hoard;
  }
  throw new Error("The program kept getting connections");
}

/** A new connection, or null when there is none left. */
async function takeOne(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    if ((error as { code?: string }).code !== "53300") throw error;
    return null;
  }
}
