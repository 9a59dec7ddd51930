import { uuidv7 } from "#lib/core/ids.ts";
import { ownerQuery } from "./owner-database.ts";

/** An event as a question about the ledger sees it. */
export interface StoredEvent {
  occurredAt: number;
  outcome: "pending" | "churned" | "recovered" | "abandoned";
  environment?: "prod" | "sandbox";
  userId?: string | null;
  reasonKey?: string | null;
  offer?: "none" | "discount" | "pause";
  accepted?: boolean;
  mrr?: number | null;
}

/** Puts events straight into the ledger, as if they had been received when they occurred: also what only hosted sessions can be. */
export async function storeEvents(workspaceId: string, events: readonly StoredEvent[]): Promise<void> {
  const rows = events.map(({ occurredAt, outcome, environment = "prod", userId = null, reasonKey = null, offer = "none", accepted = false, mrr = null }) => {
    const id = uuidv7();
    return { event_id: id, id, environment, user_id: userId, reason_key: reasonKey, offer, accepted, mrr, at: new Date(occurredAt).toISOString(), outcome };
  });
  await ownerQuery(
    `insert into cancellations (workspace_id, environment, event_id, id, source, user_id, reason_key, offer_type, offer_accepted, mrr, occurred_at,
       received_at, updated_at, initial_outcome, payload_fingerprint, outcome, outcome_effective_at, outcome_received_at, outcome_seq, last_update_seq)
     select $1, environment, event_id, id, 'import', user_id, reason_key, offer, accepted, mrr, at, at, at, outcome, sha256('x'), outcome,
       case when outcome <> 'pending' then at end, case when outcome <> 'pending' then at end,
       case when outcome <> 'pending' then 1 else 0 end, case when outcome <> 'pending' then 1 else 0 end
     from jsonb_to_recordset($2::jsonb) as e (environment text, event_id text, id uuid, user_id text, reason_key text, offer text, accepted boolean,
       mrr numeric, at timestamptz, outcome text)`,
    [workspaceId, JSON.stringify(rows)],
  );
}
