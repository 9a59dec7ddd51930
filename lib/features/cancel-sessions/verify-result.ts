import { importJWK } from "jose";
import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { env } from "#lib/platform/env.ts";
import { liveSigningSecrets } from "../signing-secrets/live.ts";
import { changeSession, writeSession } from "./internal/change.ts";
import { checkResultToken, type ResultKey, refused } from "./internal/check-token.ts";
import { merchantOf } from "./internal/merchant.ts";
import { publicResultKeys } from "./internal/result-keys.ts";
import { findSession } from "./internal/session-sql.ts";
import type { VerifiedResult } from "./model/result-claims.ts";

/**
 * Checks a result token and burns its `jti`: `firstUse` is true for one call alone, however many come at once.
 * @param input.allowEnvironment refuses the caller a token of an environment that its API key may not touch
 * @throws DomainError result_token_invalid, saying why
 */
export async function verifyResult({
  ctx,
  input,
}: {
  ctx: WorkspaceContext;
  input: { token: string; allowEnvironment(environment: Environment): void };
}): Promise<VerifiedResult> {
  const claims = await checkResultToken({
    token: input.token,
    keys: await keysOf(ctx),
    issuer: new URL(env().CANCEL_URL).origin,
    workspaceKey: (await merchantOf(ctx.workspace.id)).workspaceKey,
    now: ctx.clock.now(),
  });
  input.allowEnvironment(claims.env);
  const id = parseId("cxs", claims.sid);
  const key = id === null ? null : { workspaceId: ctx.workspace.id, id };
  const row = key === null ? null : await findSession(key);
  if (key === null || row === null) throw refused("there is no such session");
  if (row.environment !== claims.env || row.result_jti !== claims.jti) throw refused("it does not belong to its session");
  if (new URL(row.return_url).origin !== claims.aud) throw refused("it was issued for another origin");
  const now = ctx.clock.now();
  const firstUse = await changeSession(key, async (db, found) => {
    if (found.result_verified_at !== null) return false;
    await writeSession(db, found, { change: { result_verified_at: new Date(now).toISOString() }, steps: [{ type: "result_verified" }] }, now);
    return true;
  });
  return { claims, firstUse };
}

async function keysOf(ctx: WorkspaceContext): Promise<ResultKey[]> {
  const secrets = await liveSigningSecrets({ ctx });
  const pairs = await publicResultKeys(ctx.workspace.id);
  const imported = await Promise.all(
    pairs.map(async ({ kid, environment, jwk }) => ({ kid, environment, algorithm: "EdDSA" as const, key: await importJWK(jwk, "EdDSA") })),
  );
  return [
    ...secrets.map(({ kid, environment, secret }) => ({ kid, environment, algorithm: "HS256" as const, key: new TextEncoder().encode(secret) })),
    ...imported,
  ];
}
