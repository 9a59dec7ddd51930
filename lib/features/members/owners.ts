import type { Transaction } from "#lib/platform/prisma.ts";

/** The owners of a workspace, for mails that only they get; in the caller's transaction, which is that workspace's. Ids are UUIDs. */
export async function ownersIn(db: Transaction, { workspaceId }: { workspaceId: string }): Promise<{ id: string; email: string }[]> {
  const owners = await db.membership.findMany({ where: { workspaceId, role: "owner" }, select: { userId: true } });
  return db.user.findMany({ where: { id: { in: owners.map(({ userId }) => userId) } }, select: { id: true, email: true } });
}
