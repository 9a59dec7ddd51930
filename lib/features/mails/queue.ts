import type { Context } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { encrypt } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { enqueue, prismaExecutor } from "#lib/platform/jobs.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { canSendMail } from "./can-send.ts";
import type { Mail } from "./model/mail.ts";

/** Queue of the job that sends; its payload is `{ key }`. */
export const SEND_MAIL_QUEUE = "send-mail";

interface Input {
  /** Names this very mail, e.g. "invitation:inv_…:1": the same key is never sent twice. */
  key: string;
  to: string;
  mail: Mail;
}

/**
 * Queues a mail in the caller's transaction: it goes out once that commits, and never if it rolls back. Does nothing where
 * mail cannot be sent (canSendMail); what must not depend on mail shows its link instead.
 */
export async function queueMail(db: Transaction, { ctx, input }: { ctx: Context; input: Input }): Promise<void> {
  if (!canSendMail()) return;
  const { key, to, mail } = input;
  const now = ctx.clock.now();
  const [encryptionKeyId, encryptionKey] = [...env().ENCRYPTION_KEYS][0] as [string, Buffer];
  const { count } = await db.mail.createMany({
    data: [
      {
        id: uuidv7(now),
        key,
        recipient: to,
        template: mail.template,
        ciphertext: new Uint8Array(encrypt(JSON.stringify(mail), encryptionKey, `mail:${key}`)),
        encryptionKeyId,
        status: "queued",
        createdAt: new Date(now),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1) await enqueue(prismaExecutor(db), SEND_MAIL_QUEUE, { key });
}
