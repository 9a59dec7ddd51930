import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { canSendMail } from "../mails/can-send.ts";
import { queueMail } from "../mails/queue.ts";
import { actingUser } from "./internal/acting-user.ts";
import { lockMembers } from "./internal/lock-members.ts";

interface Input {
  /** `usr_…` of the member who becomes owner. */
  userId: string;
  /** The workspace's name, typed: nobody does this by a slip. */
  workspaceName: string;
}

/**
 * Makes another member owner and oneself admin, in one step. The new owner is told by mail.
 * @throws DomainError forbidden; not_found for somebody who is no member; validation_failed for another name; conflict for an owner
 */
export async function transferOwnership({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<void> {
  authorize(ctx, "ownership.transfer");
  const self = actingUser(ctx);
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const members = await lockMembers(db, ctx);
    if (members.actorRole !== "owner") throw new DomainError("forbidden", "Only an owner can transfer the ownership.");
    const target = members.member(input.userId);
    if (target.role === "owner") throw new DomainError("conflict", "That member is an owner already.");
    const { name } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    if (input.workspaceName.trim() !== name) throw invalidField("workspaceName", "mismatch", "must be the workspace’s name, exactly");
    const setRole = (userId: string, role: string) => db.membership.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role } });
    await setRole(target.id, "owner");
    await setRole(self, "admin");
    await recordAudit(db, ctx, workspaceId, { action: "ownership.transferred", target: input.userId });
    const { email } = await db.user.findUniqueOrThrow({ where: { id: target.id } });
    const mail = { template: "ownership_transferred", workspaceName: name, by: ctx.actor.name } as const;
    const key = `ownership_transferred:${workspaceId}:${target.id}:${ctx.clock.now()}`;
    if (canSendMail()) await queueMail(db, { ctx, input: { key, to: email, mail } });
  });
}
