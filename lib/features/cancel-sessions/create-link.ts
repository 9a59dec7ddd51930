import { actorId, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { sha256Hex } from "#lib/platform/crypto.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { workspaceReadOnly } from "../billing/refusals.ts";
import { type LinkSettings, linkSettings } from "../flows/link-settings.ts";
import { isAllowedReturn, parseReturnUrl } from "../flows/model/return-url.ts";
import { linkTokens } from "./internal/link-token.ts";
import { type NewSession, storeSession } from "./internal/session-sql.ts";
import type { CancelLink, CancelLinkInput } from "./model/cancel-link.ts";

const MINUTE_MS = 60_000;
const TRIAL_MINUTES = 30;

interface Input extends CancelLinkInput {
  /** Names this very call; the same key with the same body gives the same link again. Null: every call makes a new one. */
  idempotencyKey: string | null;
  /** A draft to try (sandbox only), instead of what is published. */
  trialConfig?: unknown;
  /** Where a trial leads back to when the workspace has no default return URL: a page of ours, which is on nobody's list. */
  trialReturnUrl?: string;
}

/**
 * Makes a session and the link that opens it. Resolves after COMMIT.
 * @throws DomainError validation_failed (return URL), idempotency_key_reused, workspace_read_only, return_url_missing, unavailable
 */
export async function createCancelLink({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<CancelLink> {
  const { idempotencyKey, trialConfig = null, trialReturnUrl = null, ...said } = input;
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  const fingerprint = sha256Hex(JSON.stringify(canonical(said)));
  const known = idempotencyKey === null ? null : await findByKey(ctx, said.environment, idempotencyKey, fingerprint);
  if (known !== null && known !== "other body") return known;
  const found = await returnPlace(ctx, said);
  const isTrial = trialConfig !== null && trialReturnUrl !== null;
  const place = "missing" in found && isTrial ? { href: trialReturnUrl, linkLifeMinutes: TRIAL_MINUTES } : found;
  if (ctx.workspace.access === "read_only") throw readOnly();
  if (known === "other body") throw keyReused();
  if ("missing" in place) throw new DomainError("return_url_missing", place.missing);
  const id = uuidv7(now);
  const key = { workspaceId, id };
  const [token] = linkTokens(key);
  const session: NewSession = {
    ...key,
    tokenHash: sha256Hex(token),
    returnUrl: place.href,
    input: said,
    trialConfig,
    apiKeyId: ctx.actor.type === "api_key" ? actorId(ctx.actor) : null,
    idempotencyKey,
    fingerprint,
    createdAt: now,
    expiresAt: now + place.linkLifeMinutes * MINUTE_MS,
  };
  if (await storeSession(session)) return linkOf(session.input.environment, id, token, new Date(session.expiresAt).toISOString());
  // The same call a moment ago, or a subscription that ended between two looks.
  const stored = idempotencyKey === null ? null : await findByKey(ctx, said.environment, idempotencyKey, fingerprint);
  if (stored === "other body") throw keyReused();
  if (stored !== null) return stored;
  throw readOnly();
}

function readOnly(): DomainError {
  return workspaceReadOnly("Links that were made and sessions that are open go on.");
}

function keyReused(): DomainError {
  return new DomainError("idempotency_key_reused", "This Idempotency-Key was used for a link with another body. Use a new key for a new link.");
}

function linkOf(environment: CancelLink["environment"], id: string, token: string, expiresAt: string): CancelLink {
  return { url: `${env().CANCEL_URL}/s/${token}`, expires_at: expiresAt, environment, session_id: formatId("cxs", id) };
}

interface ReturnPlace {
  href: string;
  linkLifeMinutes: number;
}

/** Where the customer goes afterwards, or why that is nowhere. */
async function returnPlace(ctx: WorkspaceContext, input: CancelLinkInput): Promise<ReturnPlace | { missing: string }> {
  const parsed = input.returnUrl === undefined ? null : parseReturnUrl(input.returnUrl, input.environment);
  if (parsed !== null && "fault" in parsed) throw invalidField("returnUrl", "return_url_not_allowed", parsed.fault);
  const place = choose(await linkSettings({ ctx, input: { fresh: false } }), parsed?.url ?? null, input.environment);
  if ("href" in place) return place;
  // What refuses it may be seconds old.
  const again = choose(await linkSettings({ ctx, input: { fresh: true } }), parsed?.url ?? null, input.environment);
  if ("href" in again || "missing" in again) return again;
  throw invalidField(
    "returnUrl",
    "return_url_not_allowed",
    `lies on ${parsed?.url.origin}, which is not among the workspace's return origins: add it in the dashboard, Flow, Rules and return`,
  );
}

function choose(
  { linkLifeMinutes, origins, defaultReturnUrl }: LinkSettings,
  asked: URL | null,
  environment: CancelLink["environment"],
): ReturnPlace | { missing: string } | { notAllowed: true } {
  if (asked !== null) return isAllowedReturn(asked, origins) ? { href: asked.href, linkLifeMinutes } : { notAllowed: true };
  const remedy = "Send returnUrl, or set a default in the dashboard: Flow, Rules and return.";
  if (defaultReturnUrl === null) return { missing: `The call names no returnUrl and the workspace has no default return URL. ${remedy}` };
  const usual = parseReturnUrl(defaultReturnUrl, environment);
  if ("url" in usual) return { href: usual.url.href, linkLifeMinutes };
  return { missing: `The call names no returnUrl, and the workspace's default return URL cannot be used here: it ${usual.fault}. ${remedy}` };
}

/** The link of a call that was made before under the same key; null when there was none. */
function findByKey(
  ctx: WorkspaceContext,
  environment: CancelLink["environment"],
  idempotencyKey: string,
  fingerprint: string,
): Promise<CancelLink | "other body" | null> {
  const workspaceId = ctx.workspace.id;
  return queryAsWorkspace(workspaceId, async (db) => {
    const { rows } = await db.query<{ id: string; fingerprint: string; token_hash: string; expires_at: string }>(
      `select id, encode(request_fingerprint, 'hex') as fingerprint, encode(token_hash, 'hex') as token_hash, expires_at from cancel_sessions
       where workspace_id = $1 and environment = $2 and idempotency_key = $3`,
      [workspaceId, environment, idempotencyKey],
    );
    const row = rows[0];
    if (row === undefined) return null;
    if (row.fingerprint !== fingerprint) return "other body";
    const token = linkTokens({ workspaceId, id: row.id }).find((candidate) => sha256Hex(candidate) === row.token_hash);
    if (token === undefined) throw new Error("the key of ENCRYPTION_KEYS that signed a link is gone from the ring");
    return linkOf(environment, row.id, token, isoTime(row.expires_at));
  });
}

/** The same value with every object's names in order, so that two spellings of one body are one. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, canonical(inner)]),
  );
}
