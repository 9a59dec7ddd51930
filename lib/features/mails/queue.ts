import type { Context } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { encrypt } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { enqueue, prismaExecutor, type SqlExecutor } from "#lib/platform/jobs.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { canSendMail } from "./can-send.ts";
import type { Mail } from "./model/mail.ts";

/** Queue of the job that sends; its payload is `{ key }`. */
export const SEND_MAIL_QUEUE = "send-mail";

export interface QueuedMail {
  /** Names this very mail, e.g. "invitation:inv_…:1": the same key is never sent twice. */
  key: string;
  to: string;
  mail: Mail;
}

/**
 * Queues a mail in the caller's transaction: it goes out once that commits, and never if it rolls back. Does nothing where
 * mail cannot be sent (canSendMail); what must not depend on mail shows its link instead.
 */
export function queueMail(db: Transaction, given: { ctx: Context; input: QueuedMail }): Promise<void> {
  return queueMailWith(prismaExecutor(db), given);
}

/** The same in a transaction of plain statements. */
export async function queueMailWith(db: SqlExecutor, { ctx, input }: { ctx: Context; input: QueuedMail }): Promise<void> {
  if (!canSendMail()) return;
  const { key, to, mail } = input;
  const now = ctx.clock.now();
  const [encryptionKeyId, encryptionKey] = [...env().ENCRYPTION_KEYS][0] as [string, Buffer];
  const { rows } = await db.query(
    `insert into mails (id, key, recipient, template, ciphertext, encryption_key_id, status, created_at)
     values ($1::uuid, $2, $3, $4, $5::bytea, $6, 'queued', $7::timestamptz) on conflict (key) do nothing returning 1 as made`,
    [uuidv7(now), key, to, mail.template, encrypt(JSON.stringify(mail), encryptionKey, `mail:${key}`), encryptionKeyId, new Date(now).toISOString()],
  );
  if (rows.length === 1) await enqueue(db, SEND_MAIL_QUEUE, { key });
}
