import type { Context } from "#lib/core/context.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** Ends the session of a cookie's token at once, on every process; an unknown one is no error. @throws DomainError unavailable */
export async function endSignInSession({ input }: { ctx: Context; input: { token: string } }): Promise<void> {
  await withDirectory((db) => db.signInSession.deleteMany({ where: { tokenHash: new Uint8Array(sha256(input.token)) } }));
}
