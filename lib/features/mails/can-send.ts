import { isLoopback } from "#lib/core/loopback.ts";
import { env } from "#lib/platform/env.ts";

/** Whether mail leaves this installation: over SMTP, or into the demo's outbox. Without it, links are shown to whoever makes them. */
export function canSendMail(): boolean {
  return env().SMTP_URL !== undefined || hasOutbox();
}

/** Whether mails go into the outbox, which whoever reaches the page may read: only in a demo that is for this computer alone. */
export function hasOutbox(): boolean {
  const { SMTP_URL, DEMO, APP_URL, HOST } = env();
  return SMTP_URL === undefined && DEMO && isLoopback(new URL(APP_URL).hostname) && isLoopback(HOST);
}
