import { formatId } from "#lib/core/ids.ts";
import { isoTime, isoTimeOrNull } from "#lib/platform/db.ts";
import type { CancelSession, SessionSummary } from "../model/session.ts";
import type { ListedSession } from "../model/session-list.ts";
import type { SessionRow } from "./row.ts";

/** The public object of a stored session. */
export function toSummary(row: SessionRow): SessionSummary {
  return {
    session_id: formatId("cxs", row.id),
    status: row.status,
    environment: row.environment,
    userId: row.user_id,
    reasonKey: row.reason_key,
    reasonText: row.reason_text,
    outcome: row.outcome,
    offer: { type: row.offer_type, accepted: row.offer_accepted, label: row.offer_label },
    context: { plan: row.plan, mrr: row.mrr === null ? null : Number(row.mrr), tenureDays: row.tenure_days },
    metadata: row.metadata,
    flowVersion: row.flow_version,
    return_url: row.return_url,
    created_at: isoTime(row.created_at),
    opened_at: isoTimeOrNull(row.opened_at),
    completed_at: isoTimeOrNull(row.completed_at),
    expires_at: isoTime(row.expires_at),
  };
}

/** What became of its result. */
export function resultOf(row: SessionRow): CancelSession["result"] {
  return {
    issued_at: isoTimeOrNull(row.result_issued_at),
    delivered_at: isoTimeOrNull(row.result_delivered_at),
    verified_at: isoTimeOrNull(row.result_verified_at),
  };
}

/** The session as the dashboard lists it. */
export function toListed(row: SessionRow): ListedSession {
  return { ...toSummary(row), result: resultOf(row) };
}
