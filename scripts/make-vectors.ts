import { createHmac, createPrivateKey, createPublicKey, type KeyObject, sign as signEd25519 } from "node:crypto";
import { writeFileSync } from "node:fs";

/**
 * `node scripts/make-vectors.ts` writes docs/result-token-vectors.json: result tokens that every verifier must take, and ones that
 * every verifier must refuse. Always the same bytes: key, secret and clock are its own and stand in the file.
 */

export const VECTORS_FILE = "docs/result-token-vectors.json";

interface Vector {
  name: string;
  token: string;
}

/** What the file holds. Times are seconds since 1970. */
export interface ResultTokenVectors {
  about: string[];
  now: number;
  clockSkewSeconds: number;
  expect: { iss: string; aud: string; wk: string; env: string; purpose: string; ver: number };
  /** Live at the same time, as during a rotation. */
  signingSecrets: { kid: string; environment: string; secret: string }[];
  keySet: { keys: { kty: string; crv: string; x: string; kid: string; alg: string; use: string }[] };
  /** The other half of the key set, so that you can make tokens of your own to test with. Use it for nothing else. */
  privateKeys: { kid: string; crv: string; d: string }[];
  accept: (Vector & { algorithm: "HS256" | "EdDSA"; claims: object })[];
  refuse: (Vector & { why: string })[];
}

const NOW = 1_795_609_500;
const NEW = { kid: "prod_Vectors0002", environment: "prod", secret: "rbs_vectors_2_4fQk1mZ8xR7nT3cW9bYd6LhJ5sPv0GaE" };
const OLD = { kid: "prod_Vectors0001", environment: "prod", secret: "rbs_vectors_1_9aJw2HtU6yNq8eVr4BzXk7MgC3dFs5Lp" };
const SANDBOX = { kid: "sandbox_Vectors1", environment: "sandbox", secret: "rbs_vectors_s_1cXe5RbK7vMw9ZpQ3tYh8UjN6gLf2DaS" };
const ED_KID = "prod_ed_Vectors001";

/** An Ed25519 private key from 32 bytes, in the wrapping of RFC 8410. */
function ed25519(seed: string): KeyObject {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.from(seed.padEnd(32, "."), "utf8")]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

const OWN = ed25519("RetentBase result token vectors");
const FOREIGN = ed25519("RetentBase somebody else's key");
const publicJwk = (key: KeyObject) => createPublicKey(key).export({ format: "jwk" }) as { kty: string; crv: string; x: string };

const CLAIMS = {
  iss: "https://cancel.example.com",
  aud: "https://app.example.com",
  wk: "wk_1CVQrFz3bHL1hFkQjf5uGRog",
  sub: "user_456",
  sid: "cxs_1CVQrJM4CKBspvfdUKjYQmkd",
  jti: "019ab0c4-7d2e-7c31-9f55-0e6b1a2c3d4e",
  iat: NOW - 30,
  exp: NOW + 570,
  purpose: "cancel_result",
  env: "prod",
  outcome: "churned",
  reason_key: "too_expensive",
  offer: { type: "none", accepted: false, label: null },
  ver: 1,
};

const encoded = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const hmac =
  (secret: string | Uint8Array, hash = "sha256") =>
  (input: string) =>
    createHmac(hash, secret).update(input).digest("base64url");
const eddsa = (key: KeyObject) => (input: string) => signEd25519(null, Buffer.from(input), key).toString("base64url");

function token(header: object | string, payload: object | string, sign: (input: string) => string): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${sign(input)}`;
}

const hs256 = (change: object = {}, header: object = {}, { kid, secret } = NEW) =>
  token({ alg: "HS256", kid, typ: "JWT", ...header }, { ...CLAIMS, ...change }, hmac(secret));
const ed = (change: object = {}, header: object = {}, key = OWN) =>
  token({ alg: "EdDSA", kid: ED_KID, typ: "JWT", ...header }, { ...CLAIMS, ...change }, eddsa(key));

function accepted(): ResultTokenVectors["accept"] {
  const good: [name: string, change: object][] = [
    ["cancelled", {}],
    ["cancelled, no reason given", { reason_key: null }],
    ["cancelled after an offer", { offer: { type: "discount", accepted: false, label: "50% off for three months" } }],
    ["offer accepted", { outcome: "recovered", offer: { type: "pause", accepted: true, label: "Take a break" } }],
    ["kept the subscription", { outcome: "recovered", reason_key: null }],
    ["text beyond ASCII", { sub: "käufer/4711 🦊", offer: { type: "discount", accepted: false, label: "−20 % für Sie" } }],
    ["expired 59 s ago: clocks may differ", { iat: NOW - 659, exp: NOW - 59 }],
    ["issued by a clock that is 60 s ahead", { iat: NOW + 60, exp: NOW + 660 }],
  ];
  return [
    ...good.map(([name, change]) => ({ name, algorithm: "HS256" as const, token: hs256(change), claims: { ...CLAIMS, ...change } })),
    { name: "signed with the older secret of a rotation", algorithm: "HS256", token: hs256({}, {}, OLD), claims: CLAIMS },
    ...good.slice(0, 4).map(([name, change]) => ({ name: `${name}, EdDSA`, algorithm: "EdDSA" as const, token: ed(change), claims: { ...CLAIMS, ...change } })),
  ];
}

/** @returns name, why, token */
function forged(): [string, string, string][] {
  const good = hs256();
  const [head = "", body = "", signature = ""] = good.split(".");
  const { exp: _exp, ...withoutExp } = CLAIMS;
  const { jti: _jti, ...withoutJti } = CLAIMS;
  const publicKey = createPublicKey(OWN);
  const raw = Buffer.from(publicJwk(OWN).x, "base64url");
  const withHeader = (header: object, payload: object, sign: (input: string) => string) => token({ typ: "JWT", ...header }, payload, sign);
  const kidHeader = { alg: "HS256" };
  return [
    ["alg none", "it is not signed", withHeader({ alg: "none", kid: NEW.kid }, CLAIMS, () => "")],
    ["alg None", "it is not signed, in another spelling", withHeader({ alg: "None", kid: NEW.kid }, CLAIMS, () => "")],
    [
      "alg nOnE with the signature of a good token",
      "the header says how it was signed, and is not to be believed",
      withHeader({ alg: "nOnE", kid: NEW.kid }, CLAIMS, () => signature),
    ],
    ["alg HS384", "the algorithm is HS256 and nothing else", withHeader({ alg: "HS384", kid: NEW.kid }, CLAIMS, hmac(NEW.secret, "sha384"))],
    ["alg HS512", "the algorithm is HS256 and nothing else", withHeader({ alg: "HS512", kid: NEW.kid }, CLAIMS, hmac(NEW.secret, "sha512"))],
    [
      "HS256 with the EdDSA key's public PEM as secret",
      "a public key is no secret",
      withHeader({ alg: "HS256", kid: ED_KID }, CLAIMS, hmac(publicKey.export({ format: "pem", type: "spki" }).toString())),
    ],
    ["HS256 with the EdDSA key's public bytes as secret", "a public key is no secret", withHeader({ alg: "HS256", kid: ED_KID }, CLAIMS, hmac(raw))],
    [
      "HS256 with the EdDSA key's public bytes, named as the secret",
      "a public key is no secret",
      withHeader({ alg: "HS256", kid: NEW.kid }, CLAIMS, hmac(raw)),
    ],
    ["EdDSA by another key", "the key is not one of the workspace's", ed({}, {}, FOREIGN)],
    ["EdDSA named as the secret", "the key decides the algorithm", ed({}, { kid: NEW.kid })],
    ["EdDSA with its own key in the header", "a key that the token brings along proves nothing", ed({}, { jwk: publicJwk(FOREIGN) }, FOREIGN)],
    ["HS256 by another secret", "the secret is not one of the workspace's", hs256({}, {}, { ...NEW, secret: `${NEW.secret.slice(0, -1)}F` })],
    ["HS256 with the secret but its prefix", "the key is the whole secret, rbs_ with it", hs256({}, {}, { ...NEW, secret: NEW.secret.slice(4) })],
    ["kid is a path", "a kid names a key and opens no file", token({ ...kidHeader, kid: "../../../../dev/null", typ: "JWT" }, CLAIMS, hmac(""))],
    ["kid is SQL", "a kid names a key and is no query", token({ ...kidHeader, kid: "x' UNION SELECT 'secret' --", typ: "JWT" }, CLAIMS, hmac("secret"))],
    ["kid is a command", "a kid names a key and is run by nobody", token({ ...kidHeader, kid: "|curl evil.example", typ: "JWT" }, CLAIMS, hmac("evil"))],
    [
      "kid is __proto__",
      "a kid that is no key of a map must find nothing there",
      token(`{"alg":"HS256","kid":"__proto__","typ":"JWT"}`, CLAIMS, hmac("[object Object]")),
    ],
    ["secret of sandbox", "prod and sandbox have secrets of their own", hs256({ env: "sandbox" }, {}, SANDBOX)],
    ["env sandbox, secret of prod", "the environment is not the expected one", hs256({ env: "sandbox" })],
    ["another purpose", "a token that was made for something else", hs256({ purpose: "cancel_link" })],
    ["another workspace", "wk is not your workspaceKey", hs256({ wk: "wk_1CVQrFz3qfWtnT3CnKtptnz3" })],
    ["another audience", "aud is not the origin of your return URL", hs256({ aud: "https://app.example.com.evil.example" })],
    ["several audiences", "aud is one origin", hs256({ aud: [CLAIMS.aud, "https://evil.example"] })],
    ["another issuer", "iss is not where the pages are", hs256({ iss: "https://cancel.example.org" })],
    ["wrong typ", "the header's typ is JWT", hs256({}, { typ: "at+jwt" })],
    ["no typ", "the header's typ is JWT", hs256({}, { typ: undefined })],
    ["crit that nobody knows", "what is critical and not understood is refused (RFC 7515, 4.1.11)", hs256({}, { crit: ["x"], x: 1 })],
    ["expired by 60 s", "60 s is no longer less than 60 s", hs256({ iat: NOW - 660, exp: NOW - 60 })],
    ["expired by 61 s", "clocks may differ by 60 s, not more", hs256({ iat: NOW - 661, exp: NOW - 61 })],
    ["issued 61 s in the future", "clocks may differ by 60 s, not more", hs256({ iat: NOW + 61, exp: NOW + 661 })],
    ["exp as text", "times are numbers", hs256({ exp: String(CLAIMS.exp) })],
    ["no exp", "a result lives for ten minutes", token({ alg: "HS256", kid: NEW.kid, typ: "JWT" }, withoutExp, hmac(NEW.secret))],
    ["no jti", "without it nobody can tell whether it was used before", token({ alg: "HS256", kid: NEW.kid, typ: "JWT" }, withoutJti, hmac(NEW.secret))],
    ["another version", "ver is 1", hs256({ ver: 2 })],
    ["an outcome that results do not have", "a result is churned or recovered", hs256({ outcome: "pending" })],
    ["payload changed after signing", "the signature is that of another payload", `${head}.${encoded({ ...CLAIMS, outcome: "recovered" })}.${signature}`],
    ["header changed after signing", "the signature is that of another header", `${encoded({ alg: "HS256", kid: OLD.kid, typ: "JWT" })}.${body}.${signature}`],
    ["truncated by one character", "the signature is not whole", good.slice(0, -1)],
    ["truncated to its payload", "the signature is missing", `${head}.${body}`],
    ["empty signature", "the signature is missing", `${head}.${body}.`],
    ["four parts", "a token has three", `${good}.${signature}`],
    ["a space at its end", "a token is taken as it is", `${good} `],
    ["payload is no JSON", "claims are a JSON object", token({ alg: "HS256", kid: NEW.kid, typ: "JWT" }, "cancelled", hmac(NEW.secret))],
    ["payload is a list", "claims are a JSON object", token({ alg: "HS256", kid: NEW.kid, typ: "JWT" }, [CLAIMS], hmac(NEW.secret))],
    ["nothing", "there is no token", ""],
  ];
}

/** The file's content. */
export function resultTokenVectors(): ResultTokenVectors {
  return {
    about: [
      "Result tokens of RetentBase's hosted flow to test a verifier with (MIT licence). At the time `now`, with what stands in",
      "`expect` and the keys below, it must accept every token of `accept` and answer its claims, and refuse every token of `refuse`.",
      "A verifier for Signing Secrets takes those of HS256 and refuses those of EdDSA; one for the key set the other way round.",
      "The keys belong to this file alone.",
    ],
    now: NOW,
    clockSkewSeconds: 60,
    expect: { iss: CLAIMS.iss, aud: CLAIMS.aud, wk: CLAIMS.wk, env: CLAIMS.env, purpose: CLAIMS.purpose, ver: CLAIMS.ver },
    signingSecrets: [OLD, NEW],
    keySet: { keys: [{ ...publicJwk(OWN), kid: ED_KID, alg: "EdDSA", use: "sig" }] },
    privateKeys: [{ kid: ED_KID, crv: "Ed25519", d: String(OWN.export({ format: "jwk" }).d) }],
    accept: accepted(),
    refuse: forged().map(([name, why, forgery]) => ({ name, why, token: forgery })),
  };
}

/** The file's text. */
export const vectorsText = () => `${JSON.stringify(resultTokenVectors(), null, 2)}\n`;

if (import.meta.main) {
  writeFileSync(VECTORS_FILE, vectorsText());
  console.log(`${VECTORS_FILE} is written.`);
}
