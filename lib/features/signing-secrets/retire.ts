import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { type SigningSecretInput, signingSecretState } from "./model/signing-secret.ts";

/**
 * Ends the overlap of a rotation now: what the old secret signed is refused from here on. Retiring twice changes nothing.
 * @throws DomainError forbidden, not_found; conflict for the current secret, without which nothing could be signed.
 */
export async function retireSigningSecret({ ctx, input }: { ctx: WorkspaceContext; input: SigningSecretInput }): Promise<void> {
  authorize(ctx, "signing_secrets.manage");
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const row = await db.signingSecret.findUnique({ where: { workspaceId_kid: { workspaceId, kid: input.kid } } });
    if (row === null) throw new DomainError("not_found", `The workspace has no Signing Secret "${input.kid}".`);
    const now = ctx.clock.now();
    const state = signingSecretState(row, now);
    if (state === "live") throw new DomainError("conflict", `${row.kid} is the current Signing Secret of ${row.environment}. Rotate it first.`);
    if (state === "retired") return;
    await db.signingSecret.update({ where: { workspaceId_id: { workspaceId, id: row.id } }, data: { retiredAt: new Date(now) } });
    await recordAudit(db, ctx, workspaceId, { action: "signing_secret.retired", target: row.kid, detail: { environment: row.environment } });
  });
}
