import type { Context } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { hashPassword } from "#lib/platform/crypto.ts";
import { isUniqueViolation, type Transaction, withDirectory } from "#lib/platform/prisma.ts";
import { canSendMail } from "../mails/can-send.ts";
import { mailAccountExists, mailVerification } from "./internal/account-mails.ts";
import { checkedEmail, checkedName, checkNewPassword } from "./internal/credentials.ts";
import { demandOpenSignUp } from "./internal/sign-up-policy.ts";
import { inSteadyTime } from "./internal/steady-time.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

interface Input {
  email: string;
  password: string;
  name?: string | null;
}

/**
 * Makes an account whose address must still be confirmed by the link in the mail. Neither the answer nor its duration tells
 * whether the address had an account; its owner learns it by mail.
 * @returns null: read your mail. Where no mail can be sent, the user: the account counts as confirmed.
 * @throws DomainError validation_failed for a bad field, and, only where no mail can be sent, for an address that is taken;
 * forbidden where sign-up is closed; unavailable
 */
export async function signUp({ ctx, input }: { ctx: Context; input: Input }): Promise<SignedIn | null> {
  const email = checkedEmail(input.email);
  const name = checkedName(input.name);
  checkNewPassword(input.password, { email, name });
  return inSteadyTime(async () => {
    const passwordHash = await hashPassword(input.password);
    const once = () => withDirectory((db) => register(db, ctx, { email, name, passwordHash }));
    try {
      return await once();
    } catch (error) {
      // The same address at the same moment: by now it is there.
      if (isUniqueViolation(error)) return once();
      throw error;
    }
  });
}

async function register(db: Transaction, ctx: Context, given: { email: string; name: string | null; passwordHash: string }): Promise<SignedIn | null> {
  await demandOpenSignUp(db);
  const now = ctx.clock.now();
  const at = new Date(now);
  const byMail = canSendMail();
  const existing = await db.user.findUnique({ where: { email: given.email } });
  if (existing !== null && existing.emailVerifiedAt !== null) {
    if (!byMail) throw invalidField("email", "taken", "has an account already; sign in instead");
    await mailAccountExists(db, ctx, existing);
    return null;
  }
  const emailVerifiedAt = byMail ? null : at;
  const account = { ...given, emailVerifiedAt, updatedAt: at };
  const id = existing?.id ?? uuidv7(now);
  if (existing === null) await db.user.create({ data: { ...account, id, createdAt: at } });
  else {
    // An address that nobody confirmed belongs to nobody: the last who signed up with it sets the password. Confirmed in this
    // very moment, it is somebody's.
    const { count } = await db.user.updateMany({ where: { id, emailVerifiedAt: null }, data: account });
    if (count === 0) return register(db, ctx, given);
  }
  if (!byMail) return { userId: id, email: given.email };
  await mailVerification(db, ctx, { id, email: given.email });
  return null;
}
