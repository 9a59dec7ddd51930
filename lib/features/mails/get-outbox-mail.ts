import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { readOutboxMail } from "#lib/platform/mail-outbox.ts";
import { hasOutbox } from "./can-send.ts";
import type { OutboxLetter } from "./model/outbox.ts";

/** One mail of the demo's outbox. @throws DomainError not_found */
export async function getOutboxMail({ input }: { ctx: Context; input: { id: string } }): Promise<OutboxLetter> {
  const mail = hasOutbox() ? await readOutboxMail(input.id) : null;
  if (mail === null) throw new DomainError("not_found", "There is no such mail in the outbox.");
  const { id, to, from, subject, date, html, text } = mail;
  return { id, to, from, subject, sentAt: date, html, text, links: [...new Set(text.match(/https?:\/\/\S+/g) ?? [])] };
}
