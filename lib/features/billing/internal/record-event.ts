import type { Context } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { directoryTransaction } from "#lib/platform/db.ts";
import { groupCommit } from "#lib/platform/group-commit.ts";
import { enqueueAll } from "#lib/platform/jobs.ts";
import { CONVERGE_QUEUE, isConsumed } from "../model/event-types.ts";
import { customerOf, type SentEvent } from "../model/sent-event.ts";

interface Arrival {
  id: string;
  type: string;
  customerId: string | null;
  createdAt: string;
  receivedAt: string;
  cameBy: "webhook" | "reconcile";
  /** Why it is ignored; null: it is not. */
  note: string | null;
}

/** One act of a customer's is told in several events within moments; Stripe is asked once for all of them. */
const SETTLE_SECONDS = 1;

/** Writes an event down, once, together with the job that asks Stripe about its customer. @returns whether it was new @throws DomainError unavailable */
export function recordEvent({ ctx, event, cameBy }: { ctx: Context; event: SentEvent; cameBy: Arrival["cameBy"] }): Promise<boolean> {
  const customerId = customerOf(event);
  return committer()({
    id: event.id,
    type: event.type.slice(0, 255),
    customerId,
    createdAt: new Date(event.created * 1000).toISOString(),
    receivedAt: new Date(ctx.clock.now()).toISOString(),
    cameBy,
    note: isConsumed(event.type) ? (customerId === null ? "it names no customer" : null) : "nothing here depends on this type",
  });
}

/** After an outage Stripe sends everything at once: what comes while a commit runs shares the next one. */
const committer = () => singleton("stripe-events", () => groupCommit<Arrival, boolean>({ commit, exclusiveKey: () => null, maxBatch: 200, maxQueue: 5_000 }));

/** @returns of each whether it was new; of the same event twice, only the first is */
function commit(arrivals: Arrival[]): Promise<boolean[]> {
  return directoryTransaction(async (db) => {
    // In the order of their keys, here and below: two commits that hold the same events wait for each other one way only.
    const { rows } = await db.query<{ id: string; customer_id: string | null; state: string }>({
      name: "record_stripe_events",
      text: `insert into stripe_events (id, type, customer_id, created_at, received_at, came_by, state, note, finished_at)
        select id, type, "customerId", "createdAt", "receivedAt", "cameBy", case when note is null then 'received' else 'ignored' end, note,
          case when note is null then null else "receivedAt" end
        from json_to_recordset($1) as given (id text, type text, "customerId" text, "createdAt" timestamptz, "receivedAt" timestamptz, "cameBy" text, note text)
        order by id on conflict do nothing returning id, customer_id, state`,
      values: [JSON.stringify(arrivals)],
    });
    const customers = new Set(rows.flatMap(({ customer_id: id, state }) => (id === null || state !== "received" ? [] : [id])));
    const jobs = [...customers].sort().map((customerId) => ({ data: { customerId }, key: customerId }));
    if (jobs.length > 0) await enqueueAll(db, CONVERGE_QUEUE, jobs, { delaySeconds: SETTLE_SECONDS });
    const isNew = new Set(rows.map(({ id }) => id));
    return arrivals.map(({ id }) => isNew.delete(id));
  });
}
