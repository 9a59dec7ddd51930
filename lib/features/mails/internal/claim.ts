import { setTimeout as sleep } from "node:timers/promises";
import { errorText } from "#lib/core/error-text.ts";
import { decrypt } from "#lib/platform/crypto.ts";
import { pool } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { type Mail, mailSchema } from "../model/mail.ts";

/** A mail that this worker alone may send until the claim ends. */
export interface ClaimedMail {
  key: string;
  recipient: string;
  mail: Mail;
  createdAt: Date;
  /** Numbers the claim: what a later one has taken over, an earlier one can no longer settle. */
  attempt: number;
}

/** Longer than a conversation with the mail server may take. */
const CLAIM_SECONDS = 40;
const LOOK_AGAIN_MS = 1_000;

interface Row {
  recipient: string;
  ciphertext: Buffer;
  encryption_key_id: string;
  created_at: string;
  attempts: number;
}

/**
 * Claims a mail in its row. While another worker has it, waits until that one has settled it or its claim has ended.
 * @returns null when there is nothing to do: it was sent, or is forgotten.
 * @throws when the ring lacks its key, and when `signal` aborts.
 */
export async function claimMail(key: string, messageId: string, signal: AbortSignal): Promise<ClaimedMail | null> {
  for (;;) {
    signal.throwIfAborted();
    const claimed = await tryToClaim(key, messageId);
    if (claimed !== "taken") return claimed;
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

async function tryToClaim(key: string, messageId: string): Promise<ClaimedMail | null | "taken"> {
  const { rows } = await pool().query<Row>(
    `update mails set status = 'sending', attempts = attempts + 1, message_id = $2, claimed_until = now() + make_interval(secs => $3)
     where key = $1 and status <> 'sent' and (status <> 'sending' or claimed_until < now())
     returning recipient, ciphertext, encryption_key_id, created_at, attempts`,
    [key, messageId, CLAIM_SECONDS],
  );
  const [row] = rows;
  if (row === undefined) {
    const { rowCount } = await pool().query("select 1 from mails where key = $1 and status = 'sending'", [key]);
    return rowCount === 0 ? null : "taken";
  }
  const attempt = row.attempts;
  try {
    const encryptionKey = env().ENCRYPTION_KEYS.get(row.encryption_key_id);
    if (encryptionKey === undefined) throw new Error(`ENCRYPTION_KEYS holds no key "${row.encryption_key_id}", which encrypted this mail.`);
    const mail = mailSchema.parse(JSON.parse(decrypt(row.ciphertext, encryptionKey, `mail:${key}`)));
    return { key, recipient: row.recipient, mail, createdAt: new Date(row.created_at), attempt };
  } catch (error) {
    await settleMail({ key, attempt }, { status: "queued", error: errorText(error) });
    throw error;
  }
}

/** Ends a claim. One that another worker has taken over meanwhile is left alone. */
export async function settleMail(
  { key, attempt }: Pick<ClaimedMail, "key" | "attempt">,
  { status, error }: { status: "queued" | "sent" | "failed"; error: string | null },
): Promise<void> {
  await pool().query(
    `update mails set status = $3, last_error = $4, claimed_until = null, sent_at = case when $3 = 'sent' then now() end, failed_at = case when $3 = 'failed' then now() end,
       ciphertext = case when $3 = 'sent' then null else ciphertext end
     where key = $1 and attempts = $2 and status = 'sending'`,
    [key, attempt, status, error],
  );
}
