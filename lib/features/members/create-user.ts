import { z } from "zod";
import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { hashPassword } from "#lib/platform/crypto.ts";
import { isUniqueViolation, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

interface Input {
  email: string;
  password: string;
  role: MemberRole;
}

/**
 * Makes a user with a password and a membership in the context's workspace. The e-mail counts as verified: an operator vouches for it.
 * @returns `usr_…`
 * @throws DomainError validation_failed for a bad e-mail or password (10 to 200 characters); conflict when the e-mail has an account.
 */
export async function createUser({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<{ userId: string }> {
  const email = input.email.trim().toLowerCase();
  if (!z.email().max(320).safeParse(email).success) throw invalidField("email", "format", "must be an e-mail address");
  if (input.password.length < 10 || input.password.length > 200) throw invalidField("password", "length", "must be 10 to 200 characters");
  const passwordHash = await hashPassword(input.password);
  const workspaceId = ctx.workspace.id;
  const now = new Date(ctx.clock.now());
  const id = uuidv7(now.getTime());
  try {
    await withWorkspace(workspaceId, async (db) => {
      await db.user.create({ data: { id, email, passwordHash, emailVerifiedAt: now, createdAt: now, updatedAt: now } });
      await db.membership.create({ data: { workspaceId, userId: id, role: input.role, createdAt: now } });
      await recordAudit(db, ctx, workspaceId, { action: "member.added", target: formatId("usr", id), detail: { role: input.role } });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", "This e-mail address has an account already.");
    throw error;
  }
  return { userId: formatId("usr", id) };
}
