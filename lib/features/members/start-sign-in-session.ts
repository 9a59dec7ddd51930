import type { Context } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { randomToken, sha256 } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { SESSION_LIFE_MS } from "./model/sign-in-session.ts";

interface Input {
  /** UUID. */
  userId: string;
  userAgent: string | null;
}

/** Starts a session. @returns the token for the cookie; only its SHA-256 is stored. @throws DomainError unavailable */
export async function startSignInSession({ ctx, input }: { ctx: Context; input: Input }): Promise<string> {
  const now = ctx.clock.now();
  const token = randomToken();
  await withDirectory((db) =>
    db.signInSession.create({
      data: {
        id: uuidv7(now),
        userId: input.userId,
        tokenHash: new Uint8Array(sha256(token)),
        userAgent: input.userAgent?.slice(0, 500) ?? null,
        createdAt: new Date(now),
        lastSeenAt: new Date(now),
        expiresAt: new Date(now + SESSION_LIFE_MS),
      },
    }),
  );
  return token;
}
