import type pg from "pg";

interface Fill {
  workspaceId: string;
  count: number;
  /** SQL for the event id of row g. */
  eventId: string;
}

/** Stores events by one statement, past the API: what a ledger looks like that has been used for long. */
export async function fill(owner: pg.Client, { workspaceId, count, eventId }: Fill): Promise<void> {
  await owner.query(
    `insert into cancellations (workspace_id, environment, event_id, id, source, user_id, reason_key, reason_text, offer_type, offer_accepted,
       plan, mrr, tenure_days, metadata, occurred_at, received_at, updated_at, initial_outcome, payload_fingerprint, outcome, outcome_seq, last_update_seq)
     select $1, 'prod', ${eventId}, uuidv7(), 'api', 'user_' || g, 'too_expensive', 'We use two of the ten seats and the price went up again.',
       'discount', false, 'pro_monthly', 149.5, 412, '{"source": "billing-page", "seats": 10}', at, at, at, 'pending', sha256(g::text::bytea), 'pending', 0, 0
     from generate_series(1, $2::bigint) g, lateral (select timestamptz '2024-01-01' + g * interval '6 seconds' as at) t`,
    [workspaceId, count],
  );
}

/** Does `work` without the table's indexes and builds them afterwards, as bulk loads do; twenty times faster for millions of rows. */
export async function withoutIndexes(owner: pg.Client, table: string, work: () => Promise<void>): Promise<void> {
  const indexes = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and not indisprimary`,
    [table],
  );
  const key = await owner.query<{ name: string; definition: string }>(
    "select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'p'",
    [table],
  );
  for (const { name } of indexes.rows) await owner.query(`drop index ${name}`);
  for (const { name } of key.rows) await owner.query(`alter table ${table} drop constraint ${name}`);
  await work();
  await owner.query("set maintenance_work_mem = '1GB'");
  for (const { name, definition } of key.rows) await owner.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { definition } of indexes.rows) await owner.query(definition);
}
