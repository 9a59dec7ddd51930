import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { mailMagicLink } from "./internal/account-mails.ts";
import { checkedEmail } from "./internal/credentials.ts";
import { demandMail } from "./internal/demand-mail.ts";
import { inSteadyTime } from "./internal/steady-time.ts";

interface Input {
  email: string;
  /** A path of the dashboard to go to afterwards. */
  next: string | null;
}

/**
 * Mails a link that signs in, if the address has an account; the answer and its duration are the same.
 * @throws DomainError validation_failed, forbidden where no mail can be sent, unavailable
 */
export async function askMagicLink({ ctx, input }: { ctx: Context; input: Input }): Promise<void> {
  const email = checkedEmail(input.email);
  demandMail();
  await inSteadyTime(() =>
    withDirectory(async (db) => {
      const user = await db.user.findUnique({ where: { email } });
      if (user !== null) await mailMagicLink(db, ctx, user, input.next);
    }),
  );
}
