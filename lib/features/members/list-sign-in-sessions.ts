import type { Context } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { actingUser } from "./internal/acting-user.ts";
import { deviceName } from "./model/device.ts";
import { type ListedSignInSession, SESSION_IDLE_MS } from "./model/sign-in-session.ts";

/**
 * Where the signed-in user is signed in, the present session first, then the one seen last.
 * @param input.currentId `sis_…` of the session that asks
 * @throws DomainError unauthenticated, unavailable
 */
export async function listSignInSessions({ ctx, input }: { ctx: Context; input: { currentId: string } }): Promise<ListedSignInSession[]> {
  const userId = actingUser(ctx);
  const now = ctx.clock.now();
  const rows = await withDirectory((db) =>
    db.signInSession.findMany({
      where: { userId, expiresAt: { gt: new Date(now) }, lastSeenAt: { gt: new Date(now - SESSION_IDLE_MS) } },
      orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    }),
  );
  const sessions = rows.map((row) => {
    const id = formatId("sis", row.id);
    return {
      id,
      device: deviceName(row.userAgent),
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      isCurrent: id === input.currentId,
    };
  });
  return [...sessions.filter(({ isCurrent }) => isCurrent), ...sessions.filter(({ isCurrent }) => !isCurrent)];
}
