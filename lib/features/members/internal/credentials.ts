import { invalidField } from "#lib/core/errors.ts";
import { emailSchema, personNameSchema } from "../model/credentials.ts";
import { type PasswordOwner, passwordFault } from "../model/password-fault.ts";

/** The address as it is stored. @throws DomainError validation_failed */
export function checkedEmail(email: string): string {
  const parsed = emailSchema.safeParse(email);
  if (!parsed.success) throw invalidField("email", "format", parsed.error.issues[0]?.message ?? "must be an e-mail address");
  return parsed.data;
}

/** @throws DomainError validation_failed for a password that is too short, too long or too easy to guess. */
export function checkNewPassword(password: string, owner: PasswordOwner): void {
  const fault = passwordFault(password, owner);
  if (fault !== null) throw invalidField("password", "password", fault);
}

/** The name as it is stored, null for none. @throws DomainError validation_failed */
export function checkedName(name: string | null | undefined): string | null {
  const parsed = personNameSchema.safeParse(name ?? "");
  if (!parsed.success) throw invalidField("name", "length", parsed.error.issues[0]?.message ?? "is not valid");
  return parsed.data;
}
