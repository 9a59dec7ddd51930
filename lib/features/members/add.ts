import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { formatId } from "#lib/core/ids.ts";
import { isUniqueViolation, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { checkedEmail } from "./internal/credentials.ts";
import { authorizeOperator } from "./internal/operator.ts";

interface Input {
  email: string;
  role: MemberRole;
}

/**
 * An operator makes a user who exists a member of the context's workspace, unasked; people are invited instead.
 * @returns `usr_…`
 * @throws DomainError not_found when the address has no account; conflict for a member; forbidden for anybody but operators
 */
export async function addMember({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<{ userId: string }> {
  authorizeOperator(ctx);
  const email = checkedEmail(input.email);
  const workspaceId = ctx.workspace.id;
  try {
    return await withWorkspace(workspaceId, async (db) => {
      const user = await db.user.findUnique({ where: { email } });
      if (user === null) throw new DomainError("not_found", `There is no user "${email}".`);
      await db.membership.create({ data: { workspaceId, userId: user.id, role: input.role, createdAt: new Date(ctx.clock.now()) } });
      const userId = formatId("usr", user.id);
      await recordAudit(db, ctx, workspaceId, { action: "member.added", target: userId, detail: { role: input.role } });
      return { userId };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", `${email} is a member of ${ctx.workspace.slug} already.`);
    throw error;
  }
}
