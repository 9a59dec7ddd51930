import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { isUniqueViolation, type Transaction, withDirectory } from "#lib/platform/prisma.ts";
import { demandOpenSignUp } from "./internal/sign-up-policy.ts";
import { emailSchema } from "./model/credentials.ts";
import type { SignInProvider } from "./model/own-account.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

interface Input {
  provider: SignInProvider;
  /** The provider's own id for the person. */
  subject: string;
  email: string | null;
  /** Whether the provider says that the person reads this address. */
  emailVerified: boolean;
  name: string | null;
}

/**
 * Whom a sign-in at Google or GitHub signs in here: whoever is linked with it; else the account of the address, which is
 * linked now; else a new account, as SIGNUP allows.
 * @throws DomainError validation_failed without a confirmed address; conflict when nobody has proved the address of its account
 * or linked with another person there; forbidden where sign-up is closed; unavailable
 */
export async function signInWithProvider({ ctx, input }: { ctx: Context; input: Input }): Promise<SignedIn> {
  const once = () => withDirectory((db) => resolve(db, ctx, input));
  try {
    return await once();
  } catch (error) {
    // The same person twice at the same moment: by now they are there.
    if (isUniqueViolation(error)) return once();
    throw error;
  }
}

async function resolve(db: Transaction, ctx: Context, { provider, subject, ...given }: Input): Promise<SignedIn> {
  const known = await db.signInIdentity.findUnique({ where: { provider_subject: { provider, subject } } });
  if (known !== null) {
    const { id, email } = await db.user.findUniqueOrThrow({ where: { id: known.userId } });
    return { userId: id, email };
  }
  const parsed = emailSchema.safeParse(given.email ?? "");
  if (!parsed.success || !given.emailVerified) throw new DomainError("validation_failed", "The provider names no confirmed e-mail address of yours.");
  const email = parsed.data;
  const existing = await db.user.findUnique({ where: { email } });
  // Somebody else may have signed up with this address; linked, they would share the account. That it may sign in proves
  // nothing where no mail can be sent.
  if (existing !== null && existing.emailProvedAt === null)
    throw new DomainError("conflict", "Nobody has proved yet to read the mail of this address’s account. Set a new password by a mailed link first.");
  const now = ctx.clock.now();
  const at = new Date(now);
  const linkedElsewhere = existing === null ? null : await db.signInIdentity.findUnique({ where: { userId_provider: { userId: existing.id, provider } } });
  // The same person, linked between the two look-ups by a sign-in of the same moment.
  if (existing !== null && linkedElsewhere?.subject === subject) return { userId: existing.id, email };
  if (linkedElsewhere !== null) throw new DomainError("conflict", "The account of this address is linked with another person there.");
  const userId = existing?.id ?? uuidv7(now);
  if (existing === null) {
    await demandOpenSignUp(db);
    await db.user.create({
      data: { id: userId, email, name: given.name?.trim().slice(0, 255) || null, emailVerifiedAt: at, emailProvedAt: at, createdAt: at, updatedAt: at },
    });
  }
  await db.signInIdentity.create({ data: { provider, subject, userId, createdAt: at } });
  return { userId, email };
}
