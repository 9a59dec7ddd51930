import { env } from "#lib/platform/env.ts";

/** Whether mail leaves this installation: over SMTP, or into the demo's outbox. Without it, links are shown to whoever makes them. */
export function canSendMail(): boolean {
  const { SMTP_URL, DEMO } = env();
  return SMTP_URL !== undefined || DEMO;
}
