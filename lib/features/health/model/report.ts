import { z } from "zod";

/** "off": not set up here, and nothing to worry about. */
export const healthStates = ["ok", "warning", "critical", "off"] as const;
export type HealthState = (typeof healthStates)[number];

const figure = (what: string) => z.number().nullable().describe(what);
const text = (what: string) => z.string().nullable().describe(what);
const moment = (what: string) => z.iso.datetime().nullable().describe(what);

function check<Figures extends z.ZodRawShape>(what: string, figures: Figures) {
  return z
    .strictObject({
      state: z.enum(healthStates).describe('"off": not set up here. "warning" and "critical" say what to do in `action`.'),
      since: z.iso.datetime().describe("Since when this state holds, as far as it is known."),
      detail: z.string().describe("What was found, for a person."),
      action: text("What to do about it; null when there is nothing to do."),
      troubles: z
        .array(z.strictObject({ detail: z.string(), action: z.string() }))
        .describe("The same trouble by trouble, each with what to do about it, the worst first; empty when nothing is wrong."),
      figures: z.strictObject(figures).describe("null: not known, because it could not be asked, or because it never happened."),
    })
    .describe(what);
}

const database = check("The database, as this process reaches it. Critical: no answer, migrations pending, or commits that would not survive a crash.", {
  answerMs: figure("How long it took to connect, if need be, and to answer."),
  version: text("Version of PostgreSQL."),
  migrationsPending: figure("Migrations of this version that the database lacks."),
  synchronousCommit: text('synchronous_commit of a new connection; "off" could lose acknowledged events.'),
  fsync: text('fsync of the server; "off" could lose acknowledged events.'),
  connections: figure("Connections that the server has, of all programs."),
  connectionsMax: figure("The most it takes (max_connections)."),
  poolSize: figure("Open connections of this process, DATABASE_POOL at most."),
  poolMax: figure("DATABASE_POOL."),
  poolIdle: figure("Those of them that nobody uses right now."),
  poolWaiting: figure("Statements and transactions of this process that wait for one."),
  ledgerPoolSize: figure("The same for the ledger's own connections."),
  ledgerPoolMax: figure("The same for the ledger's own connections."),
  ledgerPoolIdle: figure("The same for the ledger's own connections."),
  ledgerPoolWaiting: figure("The same for the ledger's own connections."),
});

const stripe = check("Billing by Stripe: whether it answers, and the looks for what it never told. Off without STRIPE_SECRET_KEY.", {
  answerMs: figure("How long Stripe took to answer."),
  mode: text('"live" or "test".'),
  eventsReconciledAt: moment("When Stripe's events were last listed without a failure; due every 15 minutes."),
  eventsDrift: figure("How many of them had never come by webhook."),
  eventsError: text("Why the last listing failed; null: it did not."),
  objectsReconciledAt: moment("When all workspaces were last compared with Stripe without a failure; due every day."),
  objectsDrift: figure("How many of them differed, and were mended."),
  objectsError: text("Why the last comparison failed; null: it did not."),
});

const notifications = check("Mails to people. Off without a mail server.", {
  transport: z.enum(["smtp", "outbox", "none"]).describe('"outbox": the demo\'s.'),
  waiting: figure("Mails that are not sent yet; 10000 stands for that many or more."),
  oldestWaitingSeconds: figure("Age of the oldest of them."),
  lastSentAt: moment("When the newest mail that was sent left."),
  failedInADay: figure("Mails given up in the last 24 hours; 10000 stands for that many or more."),
});

const webhooksIn = check("Stripe's events on their way in. Off without STRIPE_SECRET_KEY.", {
  waiting: figure("Events stored and not worked on yet; 10000 stands for that many or more."),
  oldestWaitingSeconds: figure("Age of the oldest of them."),
  lastByWebhookAt: moment("When the last event came by webhook."),
  byWebhookInADay: figure("Events that came by webhook in the last 24 hours."),
  missedInADay: figure("Events of the last 24 hours that never came and were found by a listing."),
  failedInADay: figure("Customers of whom Stripe could not be asked, for good, in the last 24 hours."),
  signaturesRefused: figure("Deliveries that were refused for their signature, by this process since it started."),
});

const webhooksOut = check("Messages to the endpoints of all workspaces.", {
  relayWaiting: figure("Messages that are not handed on to their endpoints yet; 10000 stands for that many or more."),
  relayOldestSeconds: figure("Age of the oldest of them."),
  deliveriesWaiting: figure("Deliveries that are not made yet, those that wait for a retry included; 10000 stands for that many or more."),
  overdueSeconds: figure("For how long the oldest delivery to an endpoint that works has been due."),
  underWay: figure("Attempts that are being made right now."),
  failedInADay: figure("Deliveries given up in the last 24 hours; 10000 stands for that many or more."),
  endpoints: figure("Endpoints that are switched on."),
  endpointsFailing: figure("Those of them whose last attempt failed."),
  oldestFailureSeconds: figure("For how long the one has failed that has failed for longest; after five days it is switched off."),
});

const jobs = check("What the worker does. Critical: no worker has been seen for two minutes.", {
  workerSeenSecondsAgo: figure("How long ago any worker said that it works; every 10 seconds."),
  waiting: figure("Jobs that are due and wait."),
  oldestWaitingSeconds: figure("For how long the oldest of them has been due."),
  running: figure("Jobs under way."),
  dead: figure("Jobs whose tries are used up, of the last two weeks."),
  diedInADay: figure("Those of them that died in the last 24 hours."),
}).extend({
  runs: z
    .array(
      z.strictObject({
        name: z.string(),
        everySeconds: figure("How often it runs; null: when there is something to do."),
        endedAt: moment("When it last ended."),
        ok: z.boolean().nullable().describe("Whether it ended well; null: it has not run yet."),
        lastOkAt: moment("When it last ended well."),
        error: text("Why it last failed; null: it did not."),
      }),
    )
    .describe("The last run of each job that this installation can do."),
});

/** What GET /api/health?deep=1 answers; the schema in docs/operations.md is made from it. */
export const healthReport = z.strictObject({
  status: z.enum(["ok", "warning", "critical"]).describe("The worst of all checks. The answer's status is 503 when it is critical, else 200."),
  checkedAt: z.iso.datetime(),
  tookMs: z.number(),
  checks: z.strictObject({ database, stripe, notifications, webhooksIn, webhooksOut, jobs }),
});

export type HealthReport = z.infer<typeof healthReport>;
export type HealthChecks = HealthReport["checks"];
export type CheckName = keyof HealthChecks;

/** What a check is called for people, in the order in which they read it. */
export const checkTitles = {
  database: "Database",
  jobs: "Jobs",
  webhooksOut: "Webhooks out",
  notifications: "Notifications",
  stripe: "Stripe",
  webhooksIn: "Webhooks in",
} as const satisfies Record<CheckName, string>;

export const checkNames = Object.keys(checkTitles) as CheckName[];
