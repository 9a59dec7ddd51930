import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { decrypt, encrypt, randomBase62 } from "#lib/platform/crypto.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";

/** The public half, as a JWK (RFC 8037). */
export interface PublicResultKey {
  kid: string;
  environment: Environment;
  jwk: { kty: "OKP"; crv: "Ed25519"; x: string };
}

/** The key that signs an environment's results by EdDSA; made when it is first needed. */
export async function signingResultKey(ctx: WorkspaceContext, environment: Environment): Promise<{ kid: string; key: KeyObject }> {
  const workspaceId = ctx.workspace.id;
  return queryAsWorkspace(workspaceId, async (db) => {
    const find = async () => {
      const { rows } = await db.query<{ kid: string; ciphertext: Buffer; encryption_key_id: string }>(
        "select kid, ciphertext, encryption_key_id from result_keys where workspace_id = $1 and environment = $2 and retired_at is null",
        [workspaceId, environment],
      );
      return rows[0];
    };
    let row = await find();
    if (row === undefined) {
      await insert(workspaceId, environment, ctx.clock.now(), (text, values) => db.query(text, values));
      row = await find();
    }
    if (row === undefined) throw new Error("a key that was made is not there");
    const ringKey = env().ENCRYPTION_KEYS.get(row.encryption_key_id);
    if (ringKey === undefined) throw new Error(`ENCRYPTION_KEYS holds no key "${row.encryption_key_id}", which encrypted the result key ${row.kid}.`);
    return { kid: row.kid, key: createPrivateKey(decrypt(row.ciphertext, ringKey, `result:${workspaceId}:${row.kid}`)) };
  });
}

async function insert(workspaceId: string, environment: Environment, now: number, run: (text: string, values: unknown[]) => Promise<unknown>): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const { x } = publicKey.export({ format: "jwk" });
  const kid = `${environment}_ed_${randomBase62(10)}`;
  const [ringId, ringKey] = [...env().ENCRYPTION_KEYS][0] as [string, Buffer];
  const sealed = encrypt(privateKey.export({ format: "pem", type: "pkcs8" }).toString(), ringKey, `result:${workspaceId}:${kid}`);
  // Whoever made one in the same moment was first.
  await run(
    `insert into result_keys (workspace_id, kid, environment, public_key, ciphertext, encryption_key_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [workspaceId, kid, environment, JSON.stringify({ kty: "OKP", crv: "Ed25519", x }), sealed, ringId, new Date(now).toISOString()],
  );
}

/** The public halves that verify now. */
export function publicResultKeys(workspaceId: string): Promise<PublicResultKey[]> {
  return queryAsWorkspace(workspaceId, async (db) => {
    const { rows } = await db.query<{ kid: string; environment: Environment; public_key: string }>(
      "select kid, environment, public_key from result_keys where workspace_id = $1 and retired_at is null order by created_at, kid",
      [workspaceId],
    );
    return rows.map((row) => ({ kid: row.kid, environment: row.environment, jwk: JSON.parse(row.public_key) as PublicResultKey["jwk"] }));
  });
}
