import { randomBytes } from "node:crypto";
import { sha256 } from "#lib/platform/crypto.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";

const UUID_BYTES = 16;
const TOKEN_BYTES = UUID_BYTES + 32;

/** An invitation's row, as far as a link opens it. */
type OpenedInvitation = NonNullable<Awaited<ReturnType<Transaction["invitation"]["findUnique"]>>>;

export const invitationHash = (token: string) => new Uint8Array(sha256(token));

/** A token for a link: the workspace it is for, without which its row could not be read, and 32 random bytes; base64url. */
export function makeInvitationToken(workspaceId: string): string {
  return Buffer.concat([Buffer.from(workspaceId.replaceAll("-", ""), "hex"), randomBytes(TOKEN_BYTES - UUID_BYTES)]).toString("base64url");
}

function workspaceOfToken(token: string): string | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const hex = Buffer.from(token, "base64url").subarray(0, UUID_BYTES).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Runs `work` in the token's workspace with the invitation, locked, if it is open; answers null otherwise. `now` in ms. */
export async function withInvitation<T>(token: string, now: number, work: (db: Transaction, invitation: OpenedInvitation) => Promise<T>): Promise<T | null> {
  const workspaceId = workspaceOfToken(token);
  if (workspaceId === null) return null;
  return withWorkspace(workspaceId, async (db) => {
    const tokenHash = invitationHash(token);
    // Of several who follow the link at once, the others wait here and then find it accepted.
    await db.$queryRaw`select 1 from invitations where workspace_id = ${workspaceId}::uuid and token_hash = ${tokenHash} for update`;
    const invitation = await db.invitation.findUnique({ where: { workspaceId_tokenHash: { workspaceId, tokenHash } } });
    const isOpen = invitation !== null && invitation.acceptedAt === null && invitation.revokedAt === null && invitation.expiresAt.getTime() > now;
    return isOpen ? work(db, invitation) : null;
  });
}
