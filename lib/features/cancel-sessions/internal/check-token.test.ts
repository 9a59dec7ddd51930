import { compactVerify, importJWK, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { resultTokenVectors } from "#scripts/make-vectors.ts";
import { checkResultToken, type ResultKey } from "./check-token.ts";

const { accept, refuse, expect: expected, keySet, now, signingSecrets } = resultTokenVectors();
const bytes = (text: string) => new TextEncoder().encode(text);

const keys: ResultKey[] = [
  ...signingSecrets.map(({ kid, secret }) => ({ kid, environment: "prod" as const, algorithm: "HS256" as const, key: bytes(secret) })),
  ...(await Promise.all(
    keySet.keys.map(async ({ kid, kty, crv, x }) => ({
      kid,
      environment: "prod" as const,
      algorithm: "EdDSA" as const,
      key: await importJWK({ kty, crv, x }, "EdDSA"),
    })),
  )),
];

const check = (token: string, more: Partial<Parameters<typeof checkResultToken>[0]> = {}) =>
  checkResultToken({ token, keys, issuer: expected.iss, audience: expected.aud, workspaceKey: expected.wk, now: now * 1000, ...more });

describe("the published vectors", () => {
  it.each(accept.map((vector) => [vector.name, vector] as const))("accepted: %s", async (_name, { token, claims }) => {
    expect(await check(token)).toEqual(claims);
  });

  it.each(refuse.map((vector) => [vector.name, vector] as const))("refused: %s", async (_name, { token }) => {
    await expect(check(token)).rejects.toMatchObject({ name: "DomainError", code: "result_token_invalid" });
  });
});

describe("what the vectors cannot hold", () => {
  const good = accept[0]?.token ?? "";

  it("a token is refused at every length but its own, and with any character of it changed", async () => {
    for (let i = 0; i < good.length; i++) {
      const changed = [good.slice(0, i), `${good.slice(0, i)}${good[i] === "A" ? "z" : "A"}${good.slice(i + 1)}`];
      for (const token of changed) await expect(check(token), `at ${i}`).rejects.toMatchObject({ code: "result_token_invalid" });
    }
  });

  it("a key of the other environment is known, but not for this one", async () => {
    const asSandbox = keys.map((key) => ({ ...key, environment: "sandbox" as const }));
    await expect(check(good, { keys: asSandbox })).rejects.toThrow("its environment is not that of its key");
  });

  it("a secret that is no longer live verifies nothing", async () => {
    await expect(check(good, { keys: keys.filter(({ kid }) => kid !== signingSecrets[1]?.kid) })).rejects.toThrow("it names no key that is live here");
  });

  it("without an audience any is taken: the caller holds it against the session", async () => {
    const { aud, ...rest } = await check(good, { audience: undefined });
    expect(aud).toBe(expected.aud);
    expect(rest.sub).toBe("user_456");
  });
});

describe("the library, called as it is here", () => {
  it("passes RFC 7515, A.1", async () => {
    const key = Buffer.from("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow", "base64url");
    const token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const options = { algorithms: ["HS256"], typ: "JWT", issuer: "joe", clockTolerance: 60 };
    const { payload } = await jwtVerify(token, key, { ...options, currentDate: new Date(1_300_819_439_000) });
    expect(payload).toEqual({ iss: "joe", exp: 1_300_819_380, "http://example.com/is_root": true });
    await expect(jwtVerify(token, key, { ...options, currentDate: new Date(1_300_819_440_000) })).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
    await expect(jwtVerify(token, key, { ...options, algorithms: ["EdDSA"] })).rejects.toMatchObject({ code: "ERR_JOSE_ALG_NOT_ALLOWED" });
  });

  it("passes RFC 8037, A.4", async () => {
    const key = await importJWK({ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }, "EdDSA");
    const token =
      "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    const { payload } = await compactVerify(token, key, { algorithms: ["EdDSA"] });
    expect(new TextDecoder().decode(payload)).toBe("Example of Ed25519 signing");
    await expect(compactVerify(`${token.slice(0, -3)}AAA`, key, { algorithms: ["EdDSA"] })).rejects.toMatchObject({
      code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
    });
  });
});
