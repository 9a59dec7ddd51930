import type { Environment } from "#lib/core/context.ts";
import type { CustomerType } from "../../flows/model/flow-config.ts";
import type { SessionStatus } from "../model/session.ts";

/** What a customer of Germany's statutory page filled in. */
export interface Statutory {
  kind: "ordinary" | "extraordinary";
  cause: string;
  /** A date, or "" for the next possible one. */
  endsOn: string;
}

/** A session as the database answers it: times as text in UTC, numeric as text. */
export interface SessionRow {
  workspace_id: string;
  id: string;
  environment: Environment;
  token_hash: Buffer;
  status: SessionStatus;
  user_id: string | null;
  return_url: string;
  locale: string | null;
  region: string | null;
  customer_type: CustomerType | null;
  plan: string | null;
  mrr: string | null;
  tenure_days: number | null;
  metadata: Record<string, string | number | boolean | null> | null;
  product_name: string | null;
  plan_name: string | null;
  effective_at: string | null;
  customer_email: string | null;
  flow_version: number | null;
  trial_config: unknown;
  idempotency_key: string | null;
  request_fingerprint: Buffer;
  created_at: string;
  expires_at: string;
  opened_at: string | null;
  left_at: string | null;
  is_return: boolean;
  reason_key: string | null;
  reason_text: string | null;
  offer_id: string | null;
  offer_type: "none" | "discount" | "pause";
  offer_label: string | null;
  offer_accepted: boolean;
  statutory: Statutory | null;
  outcome: "churned" | "recovered" | "abandoned" | null;
  is_withdrawal: boolean;
  completed_at: string | null;
  result_jti: string | null;
  result_issued_at: string | null;
  result_verified_at: string | null;
  result_delivered_at: string | null;
  last_step: number;
}
