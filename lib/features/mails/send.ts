import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#lib/core/context.ts";
import { errorText } from "#lib/core/error-text.ts";
import { sha256Hex } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { writeToOutbox } from "#lib/platform/mail-outbox.ts";
import { MailRefusedError, type Message, sendBySmtp } from "#lib/platform/mailer.ts";
import { hasOutbox } from "./can-send.ts";
import { claimMail, settleMail } from "./internal/claim.ts";
import type { Mail, RenderedMail } from "./model/mail.ts";

interface Input {
  key: string;
  render(mail: Mail): Promise<RenderedMail>;
  /** Whether nobody will try again after a failure. */
  isLastTry: boolean;
  signal: AbortSignal;
}

/** How long "it was sent" is tried to be written down: to lose it would send the mail again. */
const SETTLE_TRIES = 10;

/**
 * Sends a queued mail once. It is claimed in its row before the mail server hears of it, and carries the same Message-ID
 * whenever it is tried. What is and is not guaranteed: docs/decisions/0011-jobs-and-mail.md.
 * @throws MailRefusedError when trying again would not help, else an error after which it would.
 */
export async function sendMail({ input }: { ctx: Context; input: Input }): Promise<void> {
  const { key, render, isLastTry, signal } = input;
  const messageId = messageIdOf(key);
  const claimed = await claimMail(key, messageId, signal);
  if (claimed === null) return;
  try {
    await deliver({ ...(await render(claimed.mail)), to: claimed.recipient, messageId, date: claimed.createdAt });
  } catch (error) {
    const isOver = isLastTry || error instanceof MailRefusedError;
    await settleMail(claimed, { status: isOver ? "failed" : "queued", error: errorText(error) }).catch(() => undefined);
    throw error;
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await settleMail(claimed, { status: "sent", error: null });
    } catch (error) {
      if (attempt === SETTLE_TRIES) throw error;
      await sleep(1_000);
    }
  }
}

async function deliver(message: Message): Promise<void> {
  if (env().SMTP_URL !== undefined) return sendBySmtp(message);
  if (hasOutbox()) return writeToOutbox(message);
  throw new Error("No mail server is set here (SMTP_URL).");
}

/** The same for a key for ever, so that mail servers and programs can tell a second copy. */
function messageIdOf(key: string): string {
  const domain = /@([^\s>]+)/.exec(env().MAIL_FROM)?.[1] ?? "localhost";
  return `<${sha256Hex(`mail:${key}`).slice(0, 40)}@${domain}>`;
}
