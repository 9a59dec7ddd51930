import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { type ListedSigningSecret, signingSecretState } from "./model/signing-secret.ts";

/** The workspace's Signing Secrets without the secrets, prod first, the newest first, retired ones included. @throws DomainError forbidden */
export async function listSigningSecrets({ ctx }: { ctx: WorkspaceContext }): Promise<ListedSigningSecret[]> {
  authorize(ctx, "signing_secrets.read");
  const workspaceId = ctx.workspace.id;
  const rows = await withWorkspace(workspaceId, (db) =>
    db.signingSecret.findMany({ where: { workspaceId }, orderBy: [{ environment: "asc" }, { createdAt: "desc" }, { id: "desc" }] }),
  );
  const now = ctx.clock.now();
  return rows.map((row) => ({
    environment: row.environment as Environment,
    kid: row.kid,
    state: signingSecretState(row, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: (row.retiredAt ?? row.expiresAt)?.toISOString() ?? null,
  }));
}
