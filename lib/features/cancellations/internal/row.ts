import { formatId } from "#lib/core/ids.ts";
import { isoTime, isoTimeOrNull } from "#lib/platform/db.ts";
import type { Cancellation, Outcome } from "../model/cancellation.ts";
import type { Payload } from "../model/payload.ts";

/** A stored cancellation as the database answers it. */
export interface CancellationRow {
  workspace_id: string;
  environment: Cancellation["environment"];
  event_id: string;
  id: string;
  source: Cancellation["source"];
  user_id: string | null;
  reason_key: string | null;
  reason_text: string | null;
  offer_type: Cancellation["offer"]["type"];
  offer_accepted: boolean;
  offer_label: string | null;
  plan: string | null;
  mrr: string | null;
  tenure_days: number | null;
  metadata: Cancellation["metadata"];
  occurred_at: string;
  received_at: string;
  updated_at: string;
  outcome: Outcome;
  outcome_effective_at: string | null;
  outcome_seq: number;
  initial_outcome: Outcome;
  payload_fingerprint: string;
  erased: boolean;
}

/** The columns of a PublicRow. */
export const publicColumns = `environment, event_id, id, source, user_id, reason_key, reason_text,
  offer_type, offer_accepted, offer_label, plan, mrr, tenure_days, metadata, occurred_at, received_at, updated_at,
  outcome, outcome_effective_at`;

/** The columns of a CancellationRow. */
export const cancellationColumns = `workspace_id, ${publicColumns}, outcome_seq, initial_outcome,
  encode(payload_fingerprint, 'hex') as payload_fingerprint, erased_at is not null as erased`;

/** What the public object is made of. */
export type PublicRow = Omit<CancellationRow, "workspace_id" | "outcome_seq" | "initial_outcome" | "payload_fingerprint" | "erased">;

/** The public object of a stored cancellation. */
export function toCancellation(row: PublicRow): Cancellation {
  return {
    id: formatId("can", row.id),
    eventId: row.event_id,
    environment: row.environment,
    source: row.source,
    userId: row.user_id,
    reasonKey: row.reason_key,
    reasonText: row.reason_text,
    outcome: row.outcome,
    outcomeEffectiveAt: isoTimeOrNull(row.outcome_effective_at),
    offer: { type: row.offer_type, accepted: row.offer_accepted, label: row.offer_label },
    context: { plan: row.plan, mrr: row.mrr === null ? null : Number(row.mrr), tenureDays: row.tenure_days },
    metadata: row.metadata,
    occurredAt: isoTime(row.occurred_at),
    receivedAt: isoTime(row.received_at),
    updatedAt: isoTime(row.updated_at),
  };
}

/** What the creating call said, read back from its row. */
export function payloadOfRow(row: CancellationRow): Payload {
  return {
    userId: row.user_id,
    reasonKey: row.reason_key,
    outcome: row.initial_outcome,
    "offer.type": row.offer_type,
    "offer.accepted": row.offer_accepted,
    "offer.label": row.offer_label,
    reasonText: row.reason_text,
    "context.plan": row.plan,
    "context.mrr": row.mrr === null ? null : Number(row.mrr),
    "context.tenureDays": row.tenure_days,
    metadata: row.metadata,
  };
}
