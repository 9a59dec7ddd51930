import type { Context } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { SESSION_IDLE_MS, type SignInSession } from "./model/sign-in-session.ts";

const SEEN_EVERY_MS = 60_000;

/**
 * The session of a cookie's token, or null when there is none, or it was idle or lived too long.
 * Notes that it was used, at most once a minute. @throws DomainError unavailable
 */
export async function findSignInSession({ ctx, input }: { ctx: Context; input: { token: string } }): Promise<SignInSession | null> {
  const now = ctx.clock.now();
  return withDirectory(async (db) => {
    const session = await db.signInSession.findUnique({ where: { tokenHash: new Uint8Array(sha256(input.token)) } });
    if (session === null || session.expiresAt.getTime() <= now || session.lastSeenAt.getTime() + SESSION_IDLE_MS <= now) return null;
    if (session.lastSeenAt.getTime() + SEEN_EVERY_MS <= now) {
      await db.signInSession.updateMany({ where: { id: session.id }, data: { lastSeenAt: new Date(now) } });
    }
    const user = await db.user.findUnique({ where: { id: session.userId } });
    if (user === null) return null;
    return {
      id: formatId("sis", session.id),
      userId: user.id,
      email: user.email,
      name: user.name,
      isProved: user.emailProvedAt !== null,
      lastWorkspaceId: user.lastWorkspaceId,
    };
  });
}
