import { inWorkspace, systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { isSameBytes, sha256 } from "#lib/platform/crypto.ts";
import { isoTime, isoTimeOrNull } from "#lib/platform/db.ts";
import type { FlowConfig } from "../flows/model/flow-config.ts";
import { type Demands, demandsFor } from "../flows/model/region-rules.ts";
import { canSendMail } from "../mails/can-send.ts";
import { flowOfSession } from "./internal/flow-of-session.ts";
import { readLinkToken, type SessionKey } from "./internal/link-token.ts";
import { type Merchant, merchantOf } from "./internal/merchant.ts";
import type { SessionRow, Statutory } from "./internal/row.ts";
import { findSession } from "./internal/session-sql.ts";
import { isWithdrawable, type Standing } from "./model/journey.ts";
import type { SessionStatus } from "./model/session.ts";

/** A session as its pages need it. Times are ISO 8601. */
export interface HostedSession extends Standing {
  key: SessionKey;
  /** cxs_… */
  id: string;
  environment: "prod" | "sandbox";
  status: SessionStatus;
  userId: string;
  locale: string | null;
  plan: string | null;
  mrr: number | null;
  tenureDays: number | null;
  region: string | null;
  productName: string | null;
  planName: string | null;
  effectiveAt: string | null;
  email: string | null;
  /** Whether a receipt goes to the address. */
  receiptMailed: boolean;
  returnUrl: string;
  expiresAt: string;
  reasonKey: string | null;
  reasonText: string | null;
  offerAccepted: boolean;
  offerLabel: string | null;
  statutory: Statutory | null;
  outcome: "churned" | "recovered" | "abandoned" | null;
  isWithdrawal: boolean;
  completedAt: string | null;
  config: FlowConfig;
  merchant: Merchant;
  ctx: WorkspaceContext;
}

/** The session that a link's token opens; null for a token that we never made. @throws DomainError unavailable */
export async function findHostedSession(token: string): Promise<HostedSession | null> {
  const key = readLinkToken(token);
  if (key === null) return null;
  const row = await findSession(key);
  if (row === null || !isSameBytes(row.token_hash, sha256(token))) return null;
  return hostedSession(row, await behind(row));
}

/** What lies behind a session and does not change with its steps. */
export type Behind = Pick<HostedSession, "merchant" | "config" | "ctx">;

async function behind(row: SessionRow): Promise<Behind> {
  const merchant = await merchantOf(row.workspace_id);
  const ctx = inWorkspace(systemContext("hosted flow"), merchant.workspace);
  return { merchant, config: await flowOfSession(ctx, row), ctx };
}

/** A row as its pages need it. Asks the database nothing, so it may be made of a row inside its transaction. */
export function hostedSession(row: SessionRow, { merchant, config, ctx }: Behind): HostedSession {
  const createdAt = isoTime(row.created_at);
  const demands: Demands = demandsFor({
    region: row.region,
    customerType: row.customer_type,
    markets: config.markets,
    customerTypes: config.customerTypes,
    at: Date.parse(createdAt),
  });
  return {
    key: { workspaceId: row.workspace_id, id: row.id },
    id: formatId("cxs", row.id),
    environment: row.environment,
    status: row.status,
    userId: row.user_id ?? "",
    locale: row.locale,
    plan: row.plan,
    mrr: row.mrr === null ? null : Number(row.mrr),
    tenureDays: row.tenure_days,
    region: row.region,
    productName: row.product_name,
    planName: row.plan_name,
    effectiveAt: row.effective_at,
    email: row.customer_email,
    receiptMailed: row.status === "completed" && row.customer_email !== null && canSendMail(),
    returnUrl: row.return_url,
    expiresAt: isoTime(row.expires_at),
    reasonKey: row.reason_key,
    reasonText: row.reason_text,
    offerAccepted: row.offer_accepted,
    offerLabel: row.offer_label,
    statutory: row.statutory,
    outcome: row.outcome,
    isWithdrawal: row.is_withdrawal,
    completedAt: isoTimeOrNull(row.completed_at),
    isCompleted: row.status === "completed",
    isChurned: row.outcome === "churned",
    isReturn: row.is_return,
    shownOffer: row.offer_id === null ? null : (config.offers.find(({ id }) => id === row.offer_id) ?? null),
    canWithdraw: isWithdrawable(config, demands, row.tenure_days),
    demands,
    config,
    merchant,
    ctx,
  };
}
