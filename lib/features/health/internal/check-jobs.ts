import { healthPool } from "#lib/platform/db.ts";
import { JOBS_SCHEMA } from "#lib/platform/jobs.ts";
import type { DeclaredJob } from "../../jobs/declare.ts";
import type { HealthChecks } from "../model/report.ts";
import { askFigures, ms } from "./ask.ts";
import { aged, ageText, type Finding, isoOrNull, judge, MINUTE_MS, SECOND_MS, secondsSince, type Trouble } from "./judge.ts";

interface Run {
  name: string;
  queueAt: number | null;
  endedAt: number | null;
  ok: boolean | null;
  lastOkAt: number | null;
  error: string | null;
}

interface Figures {
  waiting: number;
  oldest: number | null;
  running: number;
  dead: number;
  died: number;
  firstDied: number | null;
  installedAt: number | null;
}

/** Loops tell every 10 seconds that they run, and at least every 30 that they fail. */
const WORKER_GONE_MS = 2 * MINUTE_MS;

const RUNS = `
  select n.name, ${ms("q.created_on")} as "queueAt", ${ms("r.ended_at")} as "endedAt", r.ok, ${ms("r.last_ok_at")} as "lastOkAt", r.error
  from unnest($1::text[]) with ordinality as n (name, position)
  left join ${JOBS_SCHEMA}.queue q on q.name = n.name left join job_runs r on r.name = n.name
  order by n.position`;

// pg-boss keeps the time by the database's clock.
const FIGURES = `
  with live as materialized (
    select state::text, start_after, completed_on from ${JOBS_SCHEMA}.job
    where name = any ($1) and state in ('created', 'retry', 'active', 'failed')
  )
  select count(*) filter (where state in ('created', 'retry') and start_after <= now())::int as waiting,
    ${ms("min(start_after) filter (where state in ('created', 'retry') and start_after <= now())")} as oldest,
    count(*) filter (where state = 'active')::int as running, count(*) filter (where state = 'failed')::int as dead,
    count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day')::int as died,
    ${ms("min(completed_on) filter (where state = 'failed' and completed_on > now() - interval '1 day')")} as "firstDied",
    (select ${ms("min(created_on)")} from ${JOBS_SCHEMA}.queue) as "installedAt"
  from live`;

/** Whether a worker runs, and each job when it should. @param jobs what a worker does here */
export async function checkJobs({ now, jobs }: { now: number; jobs: readonly DeclaredJob[] }): Promise<Finding<"jobs">> {
  const names = jobs.map(({ name }) => name);
  const [{ rows: runs }, figures] = await Promise.all([healthPool().query<Run>(RUNS, [names]), askFigures<Figures>(FIGURES, [names])]);
  const heardAt = Math.max(...runs.map(({ endedAt }) => endedAt ?? 0));
  const seenAt = heardAt > 0 ? heardAt : null;
  const gone = workerGone(seenAt, figures.installedAt, now);
  return {
    ...judge(
      [
        gone,
        lacking(jobs, runs),
        // Without a worker everything is late.
        ...(gone === null ? jobs.map((job, i) => late(job, runs[i] as Run, now) ?? failing(job, runs[i] as Run)) : []),
        gone === null &&
          aged(
            figures.oldest,
            now,
            { warningMs: 5 * MINUTE_MS, criticalMs: null },
            {
              detail: `${figures.waiting} job${figures.waiting === 1 ? " is" : "s are"} due, the oldest for ${ageText(figures.oldest ?? now, now)}.`,
              action: "rb jobs list shows them; if they only grow more, add a worker.",
            },
          ),
        figures.died > 0 && {
          state: "warning",
          since: figures.firstDied,
          detail: `${figures.died} job${figures.died === 1 ? "" : "s"} died in the last 24 hours.`,
          action: "rb jobs list --failed says why; mend it, then rb jobs retry.",
        },
      ],
      seenAt === null ? "No job has run yet; a worker does within its first minutes." : "A worker runs, and every job when it should.",
    ),
    figures: {
      workerSeenSecondsAgo: secondsSince(seenAt, now),
      waiting: figures.waiting,
      oldestWaitingSeconds: secondsSince(figures.oldest, now),
      running: figures.running,
      dead: figures.dead,
      diedInADay: figures.died,
    },
    runs: runs.map((run, i) => told(run, jobs[i]?.isLoop === true ? null : (jobs[i]?.everyMs ?? null))),
  };
}

function workerGone(seenAt: number | null, installedAt: number | null, now: number): Trouble | null {
  const found = aged(
    seenAt ?? installedAt,
    now,
    { warningMs: WORKER_GONE_MS, criticalMs: WORKER_GONE_MS },
    {
      detail:
        seenAt === null
          ? "No worker has ever run here."
          : `No worker has been seen for ${ageText(seenAt, now)}: mails, webhooks and everything on a schedule stand still.`,
      action: "Start one: npm run worker, or a process whose ROLE holds worker; its log says why it ended.",
    },
  );
  return found;
}

function lacking(jobs: readonly DeclaredJob[], runs: readonly Run[]): Trouble | null {
  const missing = jobs.filter(({ isLoop }, i) => !isLoop && runs[i]?.queueAt === null).map(({ name }) => name);
  if (missing.length === 0) return null;
  return {
    state: "critical",
    since: null,
    detail: `The database lacks the queue${missing.length === 1 ? "" : "s"} ${missing.join(", ")}.`,
    action: "Run npm run db:migrate.",
  };
}

/** One run that did not come may be a restart; two are not. */
function late({ name, everyMs }: DeclaredJob, { endedAt, queueAt }: Run, now: number): Trouble | null {
  const heard = endedAt ?? queueAt;
  if (everyMs === null || heard === null) return null;
  return aged(
    heard,
    now,
    { warningMs: 2 * everyMs + 2 * MINUTE_MS, criticalMs: null },
    {
      detail: endedAt === null ? `${name} has never run.` : `${name} last ran ${ageText(heard, now)} ago.`,
      action: "Look for it in rb jobs list and in the worker's log.",
    },
  );
}

/** Of a job that runs by itself; what others could not do is counted where it is dead. */
function failing({ name, everyMs }: DeclaredJob, { ok, error, lastOkAt, endedAt }: Run): Trouble | null {
  if (everyMs === null || ok !== false) return null;
  return {
    state: "warning",
    since: lastOkAt ?? endedAt,
    detail: `${name} failed: ${(error ?? "").replace(/[.\s]+$/, "")}.`,
    action: "It is tried again by itself; if it goes on failing, mend what it names.",
  };
}

function told(run: Run, everyMs: number | null): HealthChecks["jobs"]["runs"][number] {
  return {
    name: run.name,
    everySeconds: everyMs === null ? null : everyMs / SECOND_MS,
    endedAt: isoOrNull(run.endedAt),
    ok: run.ok,
    lastOkAt: isoOrNull(run.lastOkAt),
    error: run.ok === false ? run.error : null,
  };
}
