import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { decrypt } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";

export interface SigningSecret {
  environment: Environment;
  kid: string;
  secret: string;
}

/** The live Signing Secrets of the workspace, decrypted, newest last. @throws when a key of the ring is missing. */
export async function listSigningSecrets({ ctx }: { ctx: WorkspaceContext }): Promise<SigningSecret[]> {
  const workspaceId = ctx.workspace.id;
  const rows = await withWorkspace(workspaceId, (db) =>
    db.signingSecret.findMany({ where: { workspaceId, retiredAt: null }, orderBy: [{ environment: "asc" }, { createdAt: "asc" }] }),
  );
  return rows.map((row) => {
    const key = env().ENCRYPTION_KEYS.get(row.encryptionKeyId);
    if (key === undefined) throw new Error(`ENCRYPTION_KEYS holds no key "${row.encryptionKeyId}", which encrypted the Signing Secret ${row.kid}.`);
    return { environment: row.environment as Environment, kid: row.kid, secret: decrypt(row.ciphertext, key, `${workspaceId}:${row.kid}`) };
  });
}
