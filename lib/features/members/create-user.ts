import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { hashPassword } from "#lib/platform/crypto.ts";
import { isUniqueViolation, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { checkedEmail, checkNewPassword } from "./internal/credentials.ts";

interface Input {
  email: string;
  password: string;
  role: MemberRole;
}

/**
 * Makes a user with a password and a membership in the context's workspace. The e-mail counts as confirmed and proved: an operator vouches for it.
 * @returns `usr_…`
 * @throws DomainError validation_failed for a bad e-mail, or a password that is too short or too easy to guess; conflict when the e-mail has an account.
 */
export async function createUser({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<{ userId: string }> {
  const email = checkedEmail(input.email);
  checkNewPassword(input.password, { email });
  const passwordHash = await hashPassword(input.password);
  const workspaceId = ctx.workspace.id;
  const now = new Date(ctx.clock.now());
  const id = uuidv7(now.getTime());
  try {
    await withWorkspace(workspaceId, async (db) => {
      await db.user.create({ data: { id, email, passwordHash, emailVerifiedAt: now, emailProvedAt: now, createdAt: now, updatedAt: now } });
      await db.membership.create({ data: { workspaceId, userId: id, role: input.role, createdAt: now } });
      await recordAudit(db, ctx, workspaceId, { action: "member.added", target: formatId("usr", id), detail: { role: input.role } });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", "This e-mail address has an account already.");
    throw error;
  }
  return { userId: formatId("usr", id) };
}
