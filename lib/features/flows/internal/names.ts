import type { Transaction } from "#lib/platform/prisma.ts";

/** Who the ids are, by their e-mail addresses; the program and its operators have none, and neither has an account that is gone. */
export async function namesIn(db: Transaction, ids: readonly (string | null)[]): Promise<(id: string | null) => string | null> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const users = known.length === 0 ? [] : await db.user.findMany({ where: { id: { in: known } }, select: { id: true, email: true } });
  const byId = new Map(users.map(({ id, email }) => [id, email]));
  return (id) => (id === null ? null : (byId.get(id) ?? null));
}
