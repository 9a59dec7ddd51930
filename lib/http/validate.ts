import { isUtf8 } from "node:buffer";
import type { z } from "zod";
import { DomainError, type FieldError } from "#lib/core/errors.ts";

/** Faults listed in one answer; who sent more will find the rest on the next try. */
const MAX_ERRORS = 100;

/** Longest body we read, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

/** A body's value, and the faults in it that no schema sees. */
interface Parsed {
  value: unknown;
  faults: FieldError[];
}

/**
 * The JSON value of a body.
 * @throws DomainError malformed_json saying where
 */
export function parseJson(bytes: Buffer): Parsed {
  if (bytes.length === 0) throw new DomainError("malformed_json", "The body is empty; send a JSON object.");
  if (!isUtf8(bytes)) throw new DomainError("malformed_json", "The body is not valid UTF-8.");
  const text = bytes.toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    // In valid UTF-8 such faults can only be written as escapes, or as the one name that is always suspect.
    return { value, faults: text.includes("\\u") || text.includes("__proto__") ? hygieneFaults(value) : [] };
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    throw new DomainError(
      "malformed_json",
      `The body is not valid JSON${at === undefined ? "; it ends too early or is no JSON at all" : `, first wrong at character ${Number(at) + 1}`}.`,
    );
  }
}

const join = (path: string, key: string | number) => (path === "" ? String(key) : `${path}.${key}`);

/**
 * Faults no schema sees: text that PostgreSQL or other JSON readers could not hold, and keys that would reach into an
 * object's prototype. Looks as deep as any of our schemas goes; what is deeper is refused by them.
 */
export function hygieneFaults(value: unknown, path = "", depth = 0, faults: FieldError[] = []): FieldError[] {
  if (typeof value === "string") {
    if (value.includes("\0")) faults.push({ path, code: "null_character", message: "must not contain the NUL character (U+0000)" });
    else if (!value.isWellFormed()) faults.push({ path, code: "lone_surrogate", message: "must not contain half of a surrogate pair" });
  } else if (typeof value === "object" && value !== null && depth < 4) {
    for (const key of Object.keys(value)) {
      const keyPath = join(path, key.isWellFormed() ? key : key.toWellFormed());
      if (key === "__proto__") faults.push({ path: keyPath, code: "unknown_field", message: "is not allowed as a name" });
      else if (key.includes("\0"))
        faults.push({ path: keyPath.replaceAll("\0", "\\0"), code: "null_character", message: "a name must not contain the NUL character" });
      else if (!key.isWellFormed()) faults.push({ path: keyPath, code: "lone_surrogate", message: "a name must not contain half of a surrogate pair" });
      else hygieneFaults((value as Record<string, unknown>)[key], keyPath, depth + 1, faults);
    }
  }
  return faults;
}

/**
 * `value` as the schema's output.
 * @param faults what parseJson found already
 * @throws DomainError validation_failed (or hosted_session_id) naming every field at fault
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown, what: string, faults: FieldError[] = hygieneFaults(value)): T {
  const parsed = schema.safeParse(value, { reportInput: false });
  if (parsed.success && faults.length === 0) return parsed.data;
  const seen = new Set(faults.map((fault) => fault.path));
  const errors = [...faults];
  for (const issue of parsed.error?.issues ?? []) {
    for (const error of toFieldErrors(issue, value)) if (!seen.has(error.path)) errors.push(error);
  }
  const code = errors.some((error) => error.code === "hosted_session_id") ? "hosted_session_id" : "validation_failed";
  const sentence = errors.map((error) => `${error.path === "" ? what : error.path}: ${error.message}`).join("; ");
  throw new DomainError(code, sentence.length <= 500 ? sentence : `${sentence.slice(0, 499)}…`, { errors: errors.slice(0, MAX_ERRORS) });
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), root);
}

function nameOfType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isFinite(value)) return "a number too large to hold";
  return { string: "a string", number: "a number", boolean: "a boolean", object: "an object" }[typeof value as string] ?? typeof value;
}

function toFieldErrors(issue: z.core.$ZodIssue, root: unknown): FieldError[] {
  const path = issue.path.map(String).join(".");
  const value = valueAt(root, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: join(path, key), code: "unknown_field", message: "is not a field of this call" }));
    case "invalid_type":
      if (value === undefined) return [{ path, code: "required", message: "is required" }];
      if (issue.expected === "int") return [{ path, code: "wrong_type", message: "must be a whole number" }];
      return [{ path, code: "wrong_type", message: `must be ${expectedType(issue.expected)}, not ${nameOfType(value)}` }];
    case "invalid_value":
      if (value === undefined) return [{ path, code: "required", message: "is required" }];
      return [{ path, code: "not_allowed", message: `must be ${issue.values.map((allowed) => JSON.stringify(allowed)).join(" or ")}` }];
    case "too_small":
      if (issue.origin === "string")
        return [{ path, code: "too_short", message: `must have at least ${issue.minimum} character${issue.minimum === 1 ? "" : "s"}` }];
      return [{ path, code: "out_of_range", message: `must be at least ${issue.minimum}` }];
    case "too_big":
      return [{ path, code: "out_of_range", message: `must be at most ${issue.maximum}` }];
    case "invalid_format":
      return [{ path, code: "format", message: issue.message }];
    case "custom":
      return [{ path, code: String((issue.params as { code?: unknown } | undefined)?.code ?? "invalid"), message: issue.message }];
    default:
      return [{ path, code: "wrong_type", message: issue.message }];
  }
}

function expectedType(expected: string): string {
  return (
    { string: "a string", number: "a number", boolean: "true or false", object: "an object", record: "a flat object", int: "a whole number" }[expected] ??
    expected
  );
}
