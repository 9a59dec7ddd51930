import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { encrypt, randomBase62 } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import type { OpenSigningSecret } from "../model/signing-secret.ts";

/** Makes a Signing Secret and stores it encrypted with the ring's first key, bound to workspace and kid. */
export async function insertSecret(
  db: Transaction,
  ctx: WorkspaceContext,
  { environment, slot }: { environment: Environment; slot: 1 | 2 },
): Promise<OpenSigningSecret> {
  const [encryptionKeyId, key] = [...env().ENCRYPTION_KEYS][0] as [string, Buffer];
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  const secret = `rbs_${randomBase62(40)}`;
  const kid = `${environment}_${randomBase62(10)}`;
  const ciphertext = new Uint8Array(encrypt(secret, key, `${workspaceId}:${kid}`));
  await db.signingSecret.create({ data: { workspaceId, id: uuidv7(now), environment, kid, slot, ciphertext, encryptionKeyId, createdAt: new Date(now) } });
  return { kid, secret };
}
