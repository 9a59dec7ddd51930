import { decodeProtectedHeader, errors, importJWK, jwtVerify } from "jose";
import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { env } from "#lib/platform/env.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { liveSigningSecrets } from "../signing-secrets/live.ts";
import { changeSession, writeSession } from "./internal/change.ts";
import { publicResultKeys } from "./internal/result-keys.ts";
import { findSession } from "./internal/session-sql.ts";
import { CLOCK_SKEW_SECONDS, type ResultClaims, resultClaimsSchema, type VerifiedResult } from "./model/result-claims.ts";

/** A key that a token of the workspace can be signed with. What it is decides the algorithm, never the token. */
interface Key {
  kid: string;
  environment: Environment;
  algorithm: "HS256" | "EdDSA";
  key: Uint8Array | Awaited<ReturnType<typeof importJWK>>;
}

const refused = (why: string) => new DomainError("result_token_invalid", `The token is not a valid result of this workspace: ${why}.`);

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
  const claims = await checkedClaims(ctx, input.token);
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
    await writeSession(db, found, { result_verified_at: new Date(now).toISOString() }, [{ type: "result_verified" }], now);
    return true;
  });
  return { claims, firstUse };
}

/** The claims of a token whose signature, time and purpose hold. */
async function checkedClaims(ctx: WorkspaceContext, token: string): Promise<ResultClaims> {
  const known = await keysOf(ctx);
  let kid: unknown;
  try {
    ({ kid } = decodeProtectedHeader(token));
  } catch {
    throw refused("it is not a signed token");
  }
  const key = known.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw refused("it names no key that is live here");
  try {
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: [key.algorithm],
      typ: "JWT",
      issuer: new URL(env().CANCEL_URL).origin,
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: new Date(ctx.clock.now()),
      requiredClaims: ["iss", "aud", "sub", "jti", "iat", "exp"],
    });
    const claims = resultClaimsSchema.safeParse(payload);
    if (!claims.success) throw refused("its claims are not those of a result");
    if (claims.data.wk !== (await workspaceKeyOf(ctx))) throw refused("it belongs to another workspace");
    if (claims.data.env !== key.environment) throw refused("its environment is not that of its key");
    // jose holds exp against the clock, but a token from the future says that somebody's clock is wrong.
    if (claims.data.iat > ctx.clock.now() / 1000 + CLOCK_SKEW_SECONDS) throw refused("it was issued in the future");
    return claims.data;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused("it has expired");
    if (error instanceof errors.JOSEError) throw refused("its signature or claims do not hold");
    throw error;
  }
}

async function keysOf(ctx: WorkspaceContext): Promise<Key[]> {
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

async function workspaceKeyOf(ctx: WorkspaceContext): Promise<string> {
  const { workspaceKey } = await withDirectory((db) => db.workspace.findUniqueOrThrow({ where: { id: ctx.workspace.id }, select: { workspaceKey: true } }));
  return workspaceKey;
}
