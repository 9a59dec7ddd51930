import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { SESSION_IDLE_MS } from "./model/sign-in-session.ts";

/** Deletes the sessions that nobody can use any more. @returns how many. @throws DomainError unavailable */
export async function sweepSignInSessions({ ctx }: { ctx: Context }): Promise<number> {
  const now = ctx.clock.now();
  const { count } = await withDirectory((db) =>
    db.signInSession.deleteMany({ where: { OR: [{ expiresAt: { lte: new Date(now) } }, { lastSeenAt: { lte: new Date(now - SESSION_IDLE_MS) } }] } }),
  );
  return count;
}
