import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "#lib/testing/cli.ts";
import { startCustomers, type Told } from "./support/customers.ts";
import { asOwner } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";

const CUSTOMERS = 64;
const KILLS = full ? 10 : 2;
const SESSIONS_BETWEEN = full ? 500 : 150;

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
  for (const args of [
    ["return-origin", "add", "faults", "https://shop.example.com"],
    ["workspace", "set-return", "faults", "https://shop.example.com/back"],
  ]) {
    const { exitCode, stderr } = await runCli(args, scene.env);
    if (exitCode !== 0) throw new Error(stderr);
  }
});
afterAll(() => scene?.remove());

interface Stored {
  id: string;
  status: string;
  session_outcome: string | null;
  events: number;
  event_outcome: string | null;
  updates: number;
  finals: number;
  numbered: boolean;
}

/** What customers were told against what is stored, of sessions and ledger. */
async function compare(told: Told): Promise<{ lost: number; doubled: number; torn: number; sessions: number }> {
  const { formatId } = await import("#lib/core/ids.ts");
  const rows = await asOwner(scene.postgres.ownerUrl, async (owner) => {
    const { rows } = await owner.query<Stored>(
      `select s.id, s.status, s.outcome as session_outcome,
         (select count(*)::int from cancellations c where c.workspace_id = s.workspace_id and c.user_id = s.user_id) as events,
         (select min(c.outcome) from cancellations c where c.workspace_id = s.workspace_id and c.user_id = s.user_id) as event_outcome,
         (select count(*)::int from outcome_updates u join cancellations c on c.workspace_id = u.workspace_id and c.id = u.cancellation_id
            where c.workspace_id = s.workspace_id and c.user_id = s.user_id) as updates,
         (select count(*)::int from cancel_session_steps t where t.workspace_id = s.workspace_id and t.session_id = s.id and t.type in ('confirmed', 'kept')) as finals,
         (select coalesce(max(t.seq), 0) = count(*) and count(*) = s.last_step from cancel_session_steps t
            where t.workspace_id = s.workspace_id and t.session_id = s.id) as numbered
       from cancel_sessions s`,
    );
    return rows;
  });
  const stored = new Map(rows.map((row) => [formatId("cxs", row.id), row]));
  const lost = [...told.outcomes].filter(([id, outcome]) => stored.get(id)?.session_outcome !== outcome || stored.get(id)?.event_outcome !== outcome);
  const lostLinks = [...told.links].filter((id) => !stored.has(id));
  const doubled = rows.filter((row) => row.events > 1 || row.updates > 1 || row.finals > 1 || !row.numbered);
  // Session and ledger say the same of everybody, those whose answer was cut off among them.
  const torn = rows.filter((row) => row.status === "completed" && (row.session_outcome !== row.event_outcome || row.updates !== 1 || row.finals !== 1));
  return { lost: lost.length + lostLinks.length, doubled: doubled.length, torn: torn.length, sessions: rows.length };
}

describe(`${CUSTOMERS} customers at once, and kill -9 of the server`, () => {
  it(`loses, doubles and tears no outcome in ${KILLS} kills`, async () => {
    // Two connections: a step that took a second one while it holds its own would wait for itself.
    let server = await scene.serve({ DATABASE_POOL: "2" });
    const customers = startCustomers({ url: scene.url, apiKey: scene.apiKey, count: CUSTOMERS });
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        await customers.more(SESSIONS_BETWEEN + Math.floor(Math.random() * 50));
        await server.kill9();
        server = await scene.serve();
      }
      await customers.more(SESSIONS_BETWEEN);
      await customers.finish();
    } finally {
      await server.stop();
    }
    const { told } = customers;
    const result = await compare(told);
    console.log(
      `  ${KILLS} kills: ${told.outcomes.size} outcomes acknowledged, ${result.sessions} sessions for ${told.links.size} links, ${told.retries} retries; lost ${result.lost}, doubled ${result.doubled}, torn ${result.torn}`,
    );
    expect(told.offences.slice(0, 5)).toEqual([]);
    expect(result).toEqual({ lost: 0, doubled: 0, torn: 0, sessions: told.links.size });

    // The comparison itself is tried: it finds what is taken away, doubled, and torn.
    const [first, second, third] = [...told.outcomes.keys()];
    await asOwner(scene.postgres.ownerUrl, async (owner) => {
      const { parseId } = await import("#lib/core/ids.ts");
      const uuid = (id: string | undefined) => parseId("cxs", id ?? "");
      await owner.query("delete from cancel_session_steps where session_id = $1", [uuid(first)]);
      await owner.query("delete from cancel_sessions where id = $1", [uuid(first)]);
      await owner.query(
        "insert into cancel_session_steps select workspace_id, session_id, (seq + 1)::smallint, at, type, data from cancel_session_steps where session_id = $1 and type in ('confirmed', 'kept')",
        [uuid(second)],
      );
      await owner.query("update cancellations set outcome = case outcome when 'churned' then 'recovered' else 'churned' end where event_id = $1", [third]);
    });
    const tampered = await compare(told);
    expect(tampered.lost).toBeGreaterThanOrEqual(2);
    expect(tampered.doubled).toBe(1);
    expect(tampered.torn).toBe(2);
  });
});
