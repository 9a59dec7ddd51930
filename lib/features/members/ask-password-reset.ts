import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { mailReset } from "./internal/account-mails.ts";
import { checkedEmail } from "./internal/credentials.ts";
import { demandMail } from "./internal/demand-mail.ts";
import { inSteadyTime } from "./internal/steady-time.ts";

/**
 * Mails a link with which a new password can be set, if the address has an account; the answer and its duration are the same.
 * @throws DomainError validation_failed, forbidden where no mail can be sent, unavailable
 */
export async function askPasswordReset({ ctx, input }: { ctx: Context; input: { email: string } }): Promise<void> {
  const email = checkedEmail(input.email);
  demandMail();
  await inSteadyTime(() =>
    withDirectory(async (db) => {
      const user = await db.user.findUnique({ where: { email } });
      if (user !== null) await mailReset(db, ctx, user);
    }),
  );
}
