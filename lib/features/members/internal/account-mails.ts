import type { Context } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { canSendMail } from "../../mails/can-send.ts";
import { queueMail } from "../../mails/queue.ts";
import { takeToken } from "../../rate-limits/token-bucket.ts";
import { issueToken } from "./account-token.ts";
import { accountUrls } from "./account-urls.ts";

interface Recipient {
  id: string;
  email: string;
}

/**
 * Whether one more mail of a kind may go to an address. Beyond the limit none is sent and nobody is told, who asked least of
 * all; the ones before hold links that work. Each kind counts for itself, so that nobody can use one up with another.
 */
function mayMail(kind: "verify_email" | "reset_password" | "magic_link" | "account_exists", { email }: Recipient): boolean {
  return takeToken("account_mails", `${kind}:${email}`).allowed;
}

/** Queues the link that proves an address, with the transaction. */
export async function mailVerification(db: Transaction, ctx: Context, user: Recipient): Promise<void> {
  if (!mayMail("verify_email", user)) return;
  const { id, token } = await issueToken(db, { purpose: "verify_email", userId: user.id, now: ctx.clock.now() });
  await queueMail(db, { ctx, input: { key: `verify_email:${id}`, to: user.email, mail: { template: "verify_email", url: accountUrls.verify(token) } } });
}

/** Queues the link that sets a new password, with the transaction. */
export async function mailReset(db: Transaction, ctx: Context, user: Recipient): Promise<void> {
  if (!mayMail("reset_password", user)) return;
  const { id, token } = await issueToken(db, { purpose: "reset_password", userId: user.id, now: ctx.clock.now() });
  await queueMail(db, { ctx, input: { key: `reset_password:${id}`, to: user.email, mail: { template: "reset_password", url: accountUrls.reset(token) } } });
}

/** Queues the link that signs in, with the transaction. @param next path to go on to; null: the dashboard */
export async function mailMagicLink(db: Transaction, ctx: Context, user: Recipient, next: string | null): Promise<void> {
  if (!mayMail("magic_link", user)) return;
  const { id, token } = await issueToken(db, { purpose: "magic_link", userId: user.id, now: ctx.clock.now() });
  await queueMail(db, { ctx, input: { key: `magic_link:${id}`, to: user.email, mail: { template: "magic_link", url: accountUrls.magic(token, next) } } });
}

/** To the owner of an account with whose address somebody, perhaps they, tried to sign up. */
export async function mailAccountExists(db: Transaction, ctx: Context, user: Recipient): Promise<void> {
  if (!mayMail("account_exists", user)) return;
  const mail = { template: "account_exists", signInUrl: accountUrls.signIn(), resetUrl: accountUrls.askReset() } as const;
  await queueMail(db, { ctx, input: { key: `account_exists:${uuidv7(ctx.clock.now())}`, to: user.email, mail } });
}

/** So that a user learns of a change that was not theirs. */
export async function mailPasswordChanged(db: Transaction, ctx: Context, user: Recipient): Promise<void> {
  if (!canSendMail()) return;
  const mail = { template: "password_changed", resetUrl: accountUrls.askReset() } as const;
  await queueMail(db, { ctx, input: { key: `password_changed:${uuidv7(ctx.clock.now())}`, to: user.email, mail } });
}
