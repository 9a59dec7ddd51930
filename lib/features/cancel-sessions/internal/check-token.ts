import { type CryptoKey, decodeProtectedHeader, errors, jwtVerify } from "jose";
import type { Environment } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { CLOCK_SKEW_SECONDS, type ResultClaims, resultClaimsSchema } from "../model/result-claims.ts";

/** A key that a token of the workspace can be signed with. What it is decides the algorithm, never the token. */
export interface ResultKey {
  kid: string;
  environment: Environment;
  algorithm: "HS256" | "EdDSA";
  key: Uint8Array | CryptoKey;
}

interface Check {
  token: string;
  keys: readonly ResultKey[];
  /** Origin of the pages that issue. */
  issuer: string;
  /** Origin that the token must be meant for; left out: the caller compares it with the session. */
  audience?: string;
  workspaceKey: string;
  /** Ms since 1970. */
  now: number;
}

/** Three parts of base64url, none of them empty. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

export const refused = (why: string) => new DomainError("result_token_invalid", `The token is not a valid result of this workspace: ${why}.`);

/**
 * The claims of a token whose signature, time and purpose hold. Whether its session knows it, and whether it was used before, is
 * for the caller. The published vectors (docs/result-token-vectors.json) hold this very function.
 * @throws DomainError result_token_invalid, saying why
 */
export async function checkResultToken({ token, keys, issuer, audience, workspaceKey, now }: Check): Promise<ResultClaims> {
  const key = namedKey(token, keys);
  const payload = await verifiedPayload(token, key, { issuer, audience, now });
  const claims = resultClaimsSchema.safeParse(payload);
  if (!claims.success) throw refused("its claims are not those of a result");
  if (claims.data.wk !== workspaceKey) throw refused("it belongs to another workspace");
  if (claims.data.env !== key.environment) throw refused("its environment is not that of its key");
  // jose holds exp against the clock, but a token from the future says that somebody's clock is wrong.
  if (claims.data.iat > now / 1000 + CLOCK_SKEW_SECONDS) throw refused("it was issued in the future");
  return claims.data;
}

/** The key is looked up by its name among those that are live; the name is compared and used for nothing else. */
function namedKey(token: string, keys: readonly ResultKey[]): ResultKey {
  let kid: unknown;
  // The library reads over white space and padding.
  if (!COMPACT.test(token)) throw refused("it is not a signed token");
  try {
    ({ kid } = decodeProtectedHeader(token));
  } catch {
    throw refused("it is not a signed token");
  }
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw refused("it names no key that is live here");
  return key;
}

async function verifiedPayload(token: string, key: ResultKey, { issuer, audience, now }: Pick<Check, "issuer" | "audience" | "now">): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: [key.algorithm],
      typ: "JWT",
      issuer,
      ...(audience !== undefined && { audience }),
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ["iss", "aud", "sub", "jti", "iat", "exp"],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused("it has expired");
    if (error instanceof errors.JOSEError) throw refused("its signature or claims do not hold");
    throw error;
  }
}
