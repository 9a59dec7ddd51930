import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { mailVerification } from "./internal/account-mails.ts";
import { checkedEmail } from "./internal/credentials.ts";
import { demandMail } from "./internal/demand-mail.ts";
import { inSteadyTime } from "./internal/steady-time.ts";

/**
 * Sends the link that confirms an address again; nothing where there is nothing to confirm. Earlier links go on working.
 * @throws DomainError validation_failed, forbidden where no mail can be sent, unavailable
 */
export async function resendVerification({ ctx, input }: { ctx: Context; input: { email: string } }): Promise<void> {
  const email = checkedEmail(input.email);
  demandMail();
  await inSteadyTime(() =>
    withDirectory(async (db) => {
      const user = await db.user.findUnique({ where: { email } });
      if (user !== null && user.emailVerifiedAt === null) await mailVerification(db, ctx, user);
    }),
  );
}
