import type { Environment } from "#lib/core/context.ts";
import type { Snapshot } from "./from-snapshot.ts";

/** The event of the docs' first call as the ledger puts it into the outbox: created with its outcome, which is the first said of it. */
export function sampleSnapshot({ environment }: { environment: Environment }): Snapshot {
  const receivedAt = "2026-11-23T10:00:00.123+00:00";
  return {
    id: "019ab069-6b9b-7c4e-9f3a-2d61c8b47e05",
    environment,
    event_id: "cancel_evt_8f30a7bf",
    source: "api",
    user_id: "user_456",
    reason_key: "too_expensive",
    reason_text: "Needs lower monthly price",
    outcome: "churned",
    outcome_effective_at: receivedAt,
    offer_type: "discount",
    offer_accepted: true,
    offer_label: "20% off next month",
    plan: "pro",
    mrr: 129,
    tenure_days: 42,
    metadata: { source: "billing_settings_page" },
    occurred_at: receivedAt,
    received_at: receivedAt,
    updated_at: receivedAt,
    last_update_seq: 1,
  };
}
