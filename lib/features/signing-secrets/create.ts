import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { encrypt, randomBase62 } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

/**
 * Makes a Signing Secret (`rbs_…`) in a transaction that is already the workspace's, into the given slot
 * (1 or 2: at most two are live per environment). Stored encrypted, bound to workspace and kid.
 */
export async function createSigningSecretIn(
  db: Transaction,
  { ctx, input }: { ctx: WorkspaceContext; input: { environment: Environment; slot: 1 | 2 } },
): Promise<string> {
  const [encryptionKeyId, key] = [...env().ENCRYPTION_KEYS][0] as [string, Buffer];
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  const secret = `rbs_${randomBase62(40)}`;
  const kid = `${input.environment}_${randomBase62(10)}`;
  await db.signingSecret.create({
    data: {
      workspaceId,
      id: uuidv7(now),
      environment: input.environment,
      kid,
      slot: input.slot,
      ciphertext: new Uint8Array(encrypt(secret, key, `${workspaceId}:${kid}`)),
      encryptionKeyId,
      createdAt: new Date(now),
    },
  });
  await recordAudit(db, ctx, workspaceId, { action: "signing_secret.created", target: kid, detail: { environment: input.environment } });
  return secret;
}
