import type { z } from "zod";
import { DomainError } from "./errors.ts";

/** The input as its schema gives it out. @throws DomainError validation_failed that names every field at fault. */
export function validated<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ path: issue.path.map(String).join("."), code: issue.code, message: issue.message }));
  throw new DomainError("validation_failed", errors.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; "), { errors });
}
