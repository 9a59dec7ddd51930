import { z } from "zod";

/** An e-mail address as it is stored: trimmed, in lower case. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email("must be an e-mail address").max(320, "must be at most 320 characters"));

/** What somebody is called; nothing is fine. */
export const personNameSchema = z
  .string()
  .trim()
  .max(255, "must be at most 255 characters")
  .transform((name) => (name === "" ? null : name));
