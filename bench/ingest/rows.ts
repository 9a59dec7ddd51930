import pg from "pg";
import { prepareDatabase } from "../../scripts/demo-environment.ts";
import { ensureSecrets } from "../../scripts/secrets.ts";
import { type Contestant, startOurs } from "../support/contestants.ts";
import { type BenchDatabase, makeWorkspace } from "../support/database.ts";
import { measureMore, type Run } from "../support/measure.ts";
import type { Options } from "../support/options.ts";

import { fill, withoutIndexes } from "./fill.ts";

const FEW = 10_000;

/** A door on a database of its own, with rows stored already. */
interface Side {
  door: Contestant;
  owner: pg.Client;
  runs: Run[];
}

/** Our door with few and with many rows stored, in turns; both databases are in one server and share its buffers. */
export async function fewAndMany(database: BenchDatabase, options: Options): Promise<{ few: Run[]; many: Run[]; gigabytes: number }> {
  const sides: Side[] = [];
  try {
    for (const count of [FEW, options.rows]) sides.push(await makeSide(database, count));
    const connections = Math.max(...options.connections);
    for (let round = 0; round <= options.rounds; round++) {
      for (const side of sides) {
        const run = await measureMore(side.door, { owner: side.owner, connections, seconds: options.seconds });
        // The first round only warms up.
        if (round > 0) side.runs.push(run);
        console.log(
          `    ${side === sides[0] ? "few rows " : "many rows"} ${Math.round(run.rate).toLocaleString("en").padStart(8)} requests/s${round > 0 ? "" : " (warming up)"}`,
        );
      }
    }
    const [few, many] = sides as [Side, Side];
    const size = await many.owner.query<{ bytes: string }>("select pg_total_relation_size('cancellations') as bytes");
    return { few: few.runs, many: many.runs, gigabytes: Number(size.rows[0]?.bytes) / 2 ** 30 };
  } finally {
    for (const { door, owner } of sides) {
      await door.stop();
      await owner.end();
    }
  }
}

async function makeSide(database: BenchDatabase, count: number): Promise<Side> {
  const name = `rows_${count}`;
  await database.owner.query(`create database ${name}`);
  const ownerUrl = new URL(database.ownerUrl);
  ownerUrl.pathname = `/${name}`;
  const addresses = await prepareDatabase(ownerUrl.href, await ensureSecrets(database.dataDir));
  const urls = { url: addresses.DATABASE_URL, ownerUrl: addresses.DATABASE_OWNER_URL };
  const { apiKey, workspaceId } = await makeWorkspace(urls);
  const owner = new pg.Client({ connectionString: ownerUrl.href });
  await owner.connect();
  const start = performance.now();
  await withoutIndexes(owner, "cancellations", () => fill(owner, { workspaceId, count, eventId: "'evt_' || substr(md5(g::text), 1, 16)" }));
  await owner.query("vacuum analyze cancellations");
  await owner.query("checkpoint");
  console.log(`    ${count.toLocaleString("en")} rows stored in ${Math.round((performance.now() - start) / 1000)} s`);
  return { door: await startOurs("door", { ...urls, apiKey }), owner, runs: [] };
}
