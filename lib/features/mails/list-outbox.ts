import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { readOutbox } from "#lib/platform/mail-outbox.ts";
import { hasOutbox } from "./can-send.ts";
import type { OutboxEntry } from "./model/outbox.ts";

const MOST = 100;

/** The newest mails of the demo's outbox. @throws DomainError not_found where there is none */
export async function listOutbox(_: { ctx: Context }): Promise<OutboxEntry[]> {
  if (!hasOutbox()) throw new DomainError("not_found", "There is no outbox here: it belongs to the demo.");
  const mails = await readOutbox(MOST);
  return mails.map(({ id, to, subject, date }) => ({ id, to, subject, sentAt: date }));
}
