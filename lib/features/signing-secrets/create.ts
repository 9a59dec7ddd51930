import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { insertSecret } from "./internal/insert.ts";

/**
 * Makes a Signing Secret (`rbs_…`) in a transaction that is already the workspace's, into the given slot
 * (1 or 2: at most two are live per environment). Stored encrypted, bound to workspace and kid.
 */
export async function createSigningSecretIn(
  db: Transaction,
  { ctx, input }: { ctx: WorkspaceContext; input: { environment: Environment; slot: 1 | 2 } },
): Promise<string> {
  const { kid, secret } = await insertSecret(db, ctx, input);
  await recordAudit(db, ctx, ctx.workspace.id, { action: "signing_secret.created", target: kid, detail: { environment: input.environment } });
  return secret;
}
