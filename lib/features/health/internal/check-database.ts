import { noEntry } from "#lib/platform/database-fault.ts";
import { healthPool, poolUse } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { MigrationHistoryError, pendingMigrationsOn } from "#lib/platform/migrations.ts";
import { askFigures } from "./ask.ts";
import { type Finding, judge, type Trouble } from "./judge.ts";
import { isDatabaseAway, whyNot } from "./within.ts";

interface Row {
  version: string;
  synchronousCommit: string;
  fsync: string;
  isBound: boolean;
  connections: number;
  connectionsMax: number;
}

/** Of the server's connections; the last few are kept for superusers. */
const NEARLY_ALL = 0.9;

// Of other roles' sessions the program sees no more than these two; the server's own workers have no user.
const SQL = `
  select split_part(current_setting('server_version'), ' ', 1) as version, current_setting('synchronous_commit') as "synchronousCommit",
    current_setting('fsync') as fsync, current_setting('max_connections')::int as "connectionsMax",
    not exists (select 1 from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolbypassrls)) as "isBound",
    (select count(*)::int from pg_stat_activity where datid is not null and usesysid is not null) as connections`;

/** Whether the database answers, is ours, and keeps what it was told; and whether this process gets at it. */
export async function checkDatabase(): Promise<Finding<"database">> {
  const from = performance.now();
  const row = await askFigures<Row>(SQL);
  const answerMs = Math.round(performance.now() - from);
  const { pending, fault } = await migrations();
  const { isBound, ...settings } = row;
  const pools = poolFigures();
  const lossy = (setting: string): Trouble => ({
    state: "critical",
    since: null,
    detail: `The database runs with ${setting} off: an acknowledged event could be lost.`,
    action: `Set ${setting} = on in the database's settings and reload them.`,
  });
  return {
    ...judge(
      [
        row.synchronousCommit === "off" && lossy("synchronous_commit"),
        row.fsync === "off" && lossy("fsync"),
        fault !== null && { state: "critical", since: null, detail: fault, action: "Run the version that the database belongs to, or restore the migrations." },
        pending.length > 0 && {
          state: "critical",
          since: null,
          detail: `The database lacks ${pending.length} migration${pending.length === 1 ? "" : "s"}: ${pending.join(", ")}.`,
          action: "Run npm run db:migrate.",
        },
        !isBound && {
          state: "critical",
          since: null,
          detail: "The program's database role is not bound by row level security.",
          action: "Take superuser and bypassrls from the role retentbase_app.",
        },
        row.connections >= row.connectionsMax * NEARLY_ALL && {
          state: "warning",
          since: null,
          detail: `The server has ${row.connections} of at most ${row.connectionsMax} connections.`,
          action: "Lower DATABASE_POOL of each process, or raise max_connections.",
        },
        crowded("shared", pools.poolWaiting, pools.poolIdle),
        crowded("ledger", pools.ledgerPoolWaiting, pools.ledgerPoolIdle),
      ],
      `PostgreSQL ${row.version} answers, has all migrations, and commits to disk.`,
    ),
    figures: { ...settings, answerMs, migrationsPending: pending.length, ...pools },
  };
}

/** What is known without the database: that it does not answer, and how many wait for it. */
export function databaseUnknown(error: unknown): Finding<"database"> {
  const refused = noEntry(error, env().DATABASE_URL);
  return {
    state: "critical",
    since: null,
    detail:
      refused?.detail ?? (isDatabaseAway(error) ? `The database cannot be used: ${whyNot(error)}.` : `The database could not be looked at: ${whyNot(error)}.`),
    action:
      refused?.action ??
      "Check that the PostgreSQL of DATABASE_URL runs, has connections and disk left, and can be reached from here. Until then calls are answered with 503.",
    figures: {
      answerMs: null,
      version: null,
      migrationsPending: null,
      synchronousCommit: null,
      fsync: null,
      connections: null,
      connectionsMax: null,
      ...poolFigures(),
    },
  };
}

async function migrations(): Promise<{ pending: string[]; fault: string | null }> {
  try {
    return { pending: await pendingMigrationsOn(healthPool()), fault: null };
  } catch (error) {
    if (!(error instanceof MigrationHistoryError)) throw error;
    return { pending: [], fault: error.message };
  }
}

function crowded(name: string, waiting: number, idle: number): Trouble | false {
  return (
    waiting > 0 &&
    idle === 0 && {
      state: "warning",
      since: null,
      detail: `All connections of this process's ${name} pool are in use, and ${waiting} wait for one.`,
      action: "If it stays so, look for slow statements in pg_stat_activity, raise DATABASE_POOL, or start another process.",
    }
  );
}

function poolFigures() {
  const { shared, ledger } = poolUse();
  return {
    poolSize: shared.size,
    poolMax: shared.max,
    poolIdle: shared.idle,
    poolWaiting: shared.waiting,
    ledgerPoolSize: ledger.size,
    ledgerPoolMax: ledger.max,
    ledgerPoolIdle: ledger.idle,
    ledgerPoolWaiting: ledger.waiting,
  };
}
