import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import type { Transaction } from "#lib/platform/prisma.ts";

/** Whether they may as far as the settings say it; null: it depends on who is there. */
export function isSignUpOpenBySetting(): boolean | null {
  const mode = env().SIGNUP;
  return mode === "first" ? null : mode === "open";
}

/** Whether somebody without an invitation may make an account now. Addresses that nobody confirmed do not count as users. */
export async function isSignUpOpenIn(db: Transaction): Promise<boolean> {
  const bySetting = isSignUpOpenBySetting();
  if (bySetting !== null) return bySetting;
  return (await db.user.findFirst({ where: { emailVerifiedAt: { not: null } }, select: { id: true } })) === null;
}

/**
 * The same, to the end of the transaction: where only the first may sign up, others wait here to see who it was.
 * @throws DomainError forbidden
 */
export async function demandOpenSignUp(db: Transaction): Promise<void> {
  if (env().SIGNUP === "first") await db.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtext('retentbase.first-user'))) as lock`;
  if (await isSignUpOpenIn(db)) return;
  throw new DomainError("forbidden", "Sign-up is by invitation here. Ask a member of your company’s workspace to invite you.");
}

interface Account {
  id: string;
  emailVerifiedAt: Date | null;
  emailProvedAt: Date | null;
}

/**
 * Notes that somebody has proved to read a user's mail. A first user who confirms late, after another became the first, is refused.
 * @throws DomainError forbidden
 */
export async function markProvedIn(db: Transaction, user: Account, now: number): Promise<void> {
  if (user.emailProvedAt !== null) return;
  if (user.emailVerifiedAt === null && env().SIGNUP === "first") await demandOpenSignUp(db);
  const at = new Date(now);
  await db.user.update({ where: { id: user.id }, data: { emailVerifiedAt: user.emailVerifiedAt ?? at, emailProvedAt: at, updatedAt: at } });
}
