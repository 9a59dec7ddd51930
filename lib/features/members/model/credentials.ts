import { z } from "zod";

/** An e-mail address as it is stored: trimmed, in lower case. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email("must be an e-mail address").max(320, "must be at most 320 characters"));

const passwordSchema = z.string().min(10, "must be 10 to 200 characters").max(200, "must be 10 to 200 characters");

/** What somebody is called; nothing is fine. */
export const personNameSchema = z
  .string()
  .trim()
  .max(255, "must be at most 255 characters")
  .transform((name) => (name === "" ? null : name));

/** Why a new password will not do for an address, or null. */
export function passwordFault(password: string, email: string): string | null {
  const parsed = passwordSchema.safeParse(password);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? "is not valid";
  return password.trim().toLowerCase() === email ? "must not be your e-mail address" : null;
}
