import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { openSecret } from "./internal/open.ts";
import { type OpenSigningSecret, type SigningSecretInput, signingSecretState } from "./model/signing-secret.ts";

/**
 * Shows one Signing Secret, and writes down who saw it.
 * @throws DomainError forbidden; not_found for one that is not the workspace's or is retired.
 */
export async function revealSigningSecret({ ctx, input }: { ctx: WorkspaceContext; input: SigningSecretInput }): Promise<OpenSigningSecret> {
  authorize(ctx, "signing_secrets.manage");
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    const row = await db.signingSecret.findUnique({ where: { workspaceId_kid: { workspaceId, kid: input.kid } } });
    if (row === null || signingSecretState(row, ctx.clock.now()) === "retired") {
      throw new DomainError("not_found", `The workspace has no live Signing Secret "${input.kid}".`);
    }
    const secret = openSecret(row);
    await recordAudit(db, ctx, workspaceId, { action: "signing_secret.revealed", target: row.kid, detail: { environment: row.environment } });
    return { kid: row.kid, secret };
  });
}
