import { SignJWT } from "jose";
import { isUnavailable } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { liveSigningSecrets } from "../signing-secrets/live.ts";
import type { HostedSession } from "./find-hosted.ts";
import { changeSession, writeSession } from "./internal/change.ts";
import type { SessionKey } from "./internal/link-token.ts";
import { signingResultKey } from "./internal/result-keys.ts";
import type { SessionRow } from "./internal/row.ts";
import { findSession } from "./internal/session-sql.ts";
import { RESULT_LIFE_SECONDS, type ResultClaims, withResult } from "./model/result-claims.ts";

/**
 * The address that a customer who is through goes back to, with a token that says what happened. Minted when it is asked for, so
 * that its ten minutes begin then; the `jti` is the session's own and the same each time.
 * Without a final result, or without a secret to sign with, it is the plain return URL.
 */
export async function issueResult({ session }: { session: HostedSession }): Promise<string> {
  const now = session.ctx.clock.now();
  const row = await findSession(session.key);
  if (row?.status !== "completed") return session.returnUrl;
  const token = await sign(session, claimsOf(session, row, now)).catch((error: unknown) => {
    if (isUnavailable(error)) throw error;
    // The customer gets back in any case; the merchant is told by webhook.
    logger().error({ err: error, session: session.id }, "a result could not be signed");
    return null;
  });
  if (token === null) return session.returnUrl;
  // Whoever asks again needs no second transaction.
  if (row.result_issued_at === null) await markIssued(session.key, now);
  return withResult(session.returnUrl, token, session.config.result.carriedIn);
}

async function markIssued(key: SessionKey, now: number): Promise<void> {
  await changeSession(key, async (db, found) => {
    if (found.result_issued_at !== null) return;
    await writeSession(db, found, { change: { result_issued_at: new Date(now).toISOString() }, steps: [{ type: "result_issued" }] }, now);
  });
}

function claimsOf(session: HostedSession, row: SessionRow, now: number): ResultClaims {
  const iat = Math.floor(now / 1000);
  return {
    iss: new URL(env().CANCEL_URL).origin,
    aud: new URL(row.return_url).origin,
    wk: session.merchant.workspaceKey,
    sub: row.user_id ?? "",
    sid: session.id,
    jti: row.result_jti as string,
    iat,
    exp: iat + RESULT_LIFE_SECONDS,
    purpose: "cancel_result",
    env: row.environment,
    outcome: row.outcome as ResultClaims["outcome"],
    reason_key: row.reason_key,
    offer: { type: row.offer_type, accepted: row.offer_accepted, label: row.offer_label },
    ver: 1,
  };
}

async function sign(session: HostedSession, claims: ResultClaims): Promise<string | null> {
  const jwt = new SignJWT({ ...claims });
  if (session.config.result.algorithm === "EdDSA") {
    const { kid, key } = await signingResultKey(session.ctx, session.environment);
    return jwt.setProtectedHeader({ alg: "EdDSA", kid, typ: "JWT" }).sign(key);
  }
  const secrets = await liveSigningSecrets({ ctx: session.ctx });
  const newest = secrets.filter(({ environment }) => environment === session.environment).at(-1);
  if (newest === undefined) return null;
  return jwt.setProtectedHeader({ alg: "HS256", kid: newest.kid, typ: "JWT" }).sign(new TextEncoder().encode(newest.secret));
}
