// Verifies a result token of RetentBase's hosted flow with your Signing Secret (HS256). Node 18 or later, nothing to install.
// SPDX-License-Identifier: MIT · Copyright (c) 2026 The RetentBase authors
import { createHmac, timingSafeEqual } from "node:crypto";

const SKEW_SECONDS = 60;

/**
 * @param {string} token the value of ci_result_token
 * @param {object} expected
 * @param {string[]} expected.secrets your Signing Secrets (rbs_…) of this environment; two while one is being replaced
 * @param {string} expected.workspaceKey wk_…
 * @param {string} expected.issuer where the cancellation pages are, such as https://cancel.example.com
 * @param {string} expected.audience origin of your return URL, such as https://app.example.com
 * @param {"prod" | "sandbox"} expected.environment
 * @param {number} [expected.now] seconds since 1970
 * @returns the claims; act on each `jti` once
 * @throws when you must not act on it
 */
export function verifyResult(token, { secrets, workspaceKey, issuer, audience, environment, now = Date.now() / 1000 }) {
  const demand = (holds, what) => {
    if (!holds) throw new Error(`Result token refused: ${what}.`);
  };
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token);
  demand(parts !== null && token.length <= 8192, "not a token");
  const [, head, body, signature] = parts;

  // The algorithm is ours: HMAC with SHA-256, whatever the token says.
  const given = Buffer.from(signature, "base64url");
  const isSigned = secrets.some((secret) => {
    const ours = createHmac("sha256", secret).update(`${head}.${body}`).digest();
    return given.length === ours.length && timingSafeEqual(given, ours);
  });
  demand(isSigned, "signature");

  const header = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
  demand(header.alg === "HS256" && header.typ === "JWT" && header.crit === undefined, "header");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  demand(claims.ver === 1 && claims.purpose === "cancel_result", "purpose");
  demand(claims.wk === workspaceKey && claims.env === environment, "workspace or environment");
  demand(claims.iss === issuer && claims.aud === audience, "issuer or audience");
  demand(Number.isInteger(claims.exp) && now < claims.exp + SKEW_SECONDS, "expired");
  demand(Number.isInteger(claims.iat) && claims.iat <= now + SKEW_SECONDS, "issued in the future");
  demand(typeof claims.jti === "string" && typeof claims.sub === "string", "claims");
  demand(claims.outcome === "churned" || claims.outcome === "recovered", "outcome");
  return claims;
}

// Try it against the published vectors: node verify-result.mjs --vectors < result-token-vectors.json
if (process.argv[2] === "--vectors") {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  const { now, expect, signingSecrets, accept, refuse } = JSON.parse(text);
  const accepted = [...accept, ...refuse].filter(({ token }) => {
    const secrets = signingSecrets.map(({ secret }) => secret);
    try {
      return verifyResult(token, { secrets, workspaceKey: expect.wk, issuer: expect.iss, audience: expect.aud, environment: expect.env, now });
    } catch {
      return false;
    }
  });
  process.stdout.write(`${JSON.stringify(accepted.map(({ name }) => name))}\n`);
}
