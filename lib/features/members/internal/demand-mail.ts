import { DomainError } from "#lib/core/errors.ts";
import { canSendMail } from "../../mails/can-send.ts";

/** @throws DomainError forbidden where this installation cannot send mail */
export function demandMail(): void {
  if (!canSendMail()) throw new DomainError("forbidden", "This installation sends no mail. Ask whoever runs it for a link: rb user reset-link.");
}
