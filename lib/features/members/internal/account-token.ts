import { DomainError } from "#lib/core/errors.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { randomToken, sha256 } from "#lib/platform/crypto.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { type AccountTokenPurpose, tokenLifeMs } from "../model/account-token.ts";

const hashed = (token: string) => new Uint8Array(sha256(token));

/** A new token for a user: its text for the link, and its row's UUID, by which the mail is sent once. `now` in ms. */
export async function issueToken(
  db: Transaction,
  { purpose, userId, now }: { purpose: AccountTokenPurpose; userId: string; now: number },
): Promise<{ id: string; token: string }> {
  const id = uuidv7(now);
  const token = randomToken();
  await db.accountToken.create({
    data: { id, purpose, userId, tokenHash: hashed(token), createdAt: new Date(now), expiresAt: new Date(now + tokenLifeMs[purpose]) },
  });
  return { id, token };
}

/** UUID of the user whom a token is good for now, or null. Burns nothing. */
export async function userOfToken(db: Transaction, { purpose, token, now }: { purpose: AccountTokenPurpose; token: string; now: number }) {
  const row = await db.accountToken.findUnique({ where: { tokenHash: hashed(token) } });
  return row === null || row.purpose !== purpose || row.usedAt !== null || row.expiresAt.getTime() <= now ? null : row.userId;
}

/** Burns a token: of any number of calls at once exactly one gets the user's UUID. @throws DomainError not_found for all others */
export async function burnToken(db: Transaction, { purpose, token, now }: { purpose: AccountTokenPurpose; token: string; now: number }): Promise<string> {
  const at = new Date(now);
  const rows = await db.$queryRaw<{ user_id: string }[]>`
    update account_tokens set used_at = ${at}
    where token_hash = ${hashed(token)} and purpose = ${purpose} and used_at is null and expires_at > ${at}
    returning user_id`;
  const userId = rows[0]?.user_id;
  if (userId === undefined) throw deadLink();
  return userId;
}

/** Makes worthless what a user still has in the mail. */
export async function burnTokensOfUser(db: Transaction, { userId, now }: { userId: string; now: number }): Promise<void> {
  await db.accountToken.updateMany({ where: { userId, usedAt: null }, data: { usedAt: new Date(now) } });
}

/** One answer for a link that is used, too old, of another kind or made up. */
export function deadLink(): DomainError {
  return new DomainError("not_found", "This link has been used already, or it is too old. Ask for a new one.");
}
