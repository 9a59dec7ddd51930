import type { Context } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { authorizeOperator } from "./internal/operator.ts";

/** A user as an operator sees them. Times are ISO 8601. */
export interface ListedUser {
  /** `usr_…` */
  userId: string;
  email: string;
  name: string | null;
  isVerified: boolean;
  hasPassword: boolean;
  createdAt: string;
}

/** Every user of this installation, oldest first; for operators alone. @throws DomainError forbidden, unavailable */
export async function listUsers({ ctx }: { ctx: Context }): Promise<ListedUser[]> {
  authorizeOperator(ctx);
  const rows = await withDirectory((db) => db.user.findMany({ orderBy: { id: "asc" } }));
  return rows.map((row) => ({
    userId: formatId("usr", row.id),
    email: row.email,
    name: row.name,
    isVerified: row.emailVerifiedAt !== null,
    hasPassword: row.passwordHash !== null,
    createdAt: row.createdAt.toISOString(),
  }));
}
