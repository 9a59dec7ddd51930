import { chownSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import type { TestServer } from "#lib/testing/server.ts";
import { answered } from "./support/book.ts";
import { type Load, startLoad } from "./support/load.ts";
import { asOwner } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";
import { mountSmallDisk, type SmallDisk } from "./support/small-disk.ts";
import { expectWhole, tally } from "./support/tally.ts";

const HEAL_MS = 5_000;
const disk = full ? mountSmallDisk(400) : "full version only";
const notRun = typeof disk === "string" ? ` (${disk})` : "";

describe.skipIf(typeof disk === "string")(`a full disk${notRun}`, () => {
  const small = disk as SmallDisk;
  afterAll(() => small.unmount());

  it("of the ledger's tables is a 503, and mends itself when there is room again", async () => {
    await throughFullDisk("the ledger's disk full", await setScene(), async ({ scene, server, load }) => {
      await load.more(300);
      await asOwner(scene.postgres.ownerUrl, (owner) => moveLedger(owner, small.folder));
      small.fill(64 * 1024);
      await refusedOften(load);
      expect(server.output()).toContain("No space left on device");
      small.free();
    });
  });

  it("of all of PostgreSQL is a 503; nothing is lost when it is started again with room", async () => {
    const scene = await onDisk(small.folder, () => setScene({ shared_buffers: "16MB", max_wal_size: "64MB", min_wal_size: "32MB", wal_recycle: "off" }));
    await throughFullDisk("PostgreSQL's disk full", scene, async ({ load }) => {
      await load.more(300);
      small.fill(2 * 1024 * 1024);
      await refusedOften(load);
      small.free();
      // Without room for its log PostgreSQL may have ended altogether; who made room starts it again.
      await scene.postgres.restart();
    });
  });
});

interface Stage {
  scene: Scene;
  server: TestServer;
  load: Load;
}

/** Loads a server while `fault` happens, and checks that it heals soon after and nothing is lost. */
async function throughFullDisk(title: string, scene: Scene, fault: (stage: Stage) => Promise<void>): Promise<void> {
  try {
    const server = await scene.serve();
    const load = startLoad({ url: scene.url, apiKey: scene.apiKey });
    try {
      await fault({ scene, server, load });
      const end = performance.now();
      await load.more(1, HEAL_MS);
      const healed = performance.now() - end;
      await load.more(300);
      await load.finish();
      expect(server.isRunning()).toBe(true);
      expectWhole(await tally(`${title}; next write ${Math.round(healed)} ms after there was room`, load.book, scene.postgres.ownerUrl), load.book);
      expect(answered(load.book, "cut")).toBe(0);
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.stop();
    }
  } finally {
    await scene.remove();
  }
}

async function refusedOften(load: Load): Promise<void> {
  await eventually(
    async () => answered(load.book, "503"),
    (count) => count > 500,
    60_000,
  );
}

/** Moves the ledger's tables and indexes to a tablespace in `folder`; PostgreSQL's own log stays where there is room. */
async function moveLedger(owner: { query(sql: string): Promise<{ rows: Record<string, string>[] }> }, folder: string): Promise<void> {
  const { rows } = await owner.query("select current_setting('data_directory') as directory");
  const { uid, gid } = statSync(rows[0]?.directory ?? "");
  const place = join(folder, "ledger");
  mkdirSync(place);
  chownSync(place, uid, gid);
  await owner.query(`create tablespace small location '${place}'`);
  for (const table of ["cancellations", "outcome_updates"]) {
    await owner.query(`alter table ${table} set tablespace small`);
    const indexes = await owner.query(`select indexrelid::regclass::text as name from pg_index where indrelid = '${table}'::regclass`);
    for (const { name } of indexes.rows) await owner.query(`alter index ${name} set tablespace small`);
  }
}

/** Runs `work` while the temporary folder is `folder`. */
async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
