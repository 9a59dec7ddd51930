import { z } from "zod";

const name = z.string().trim().min(1, "must not be empty").max(255, "must be at most 255 characters");

/** `expiresAt` must lie ahead, which the verb checks by its clock. */
export const createApiKeyInput = z.strictObject({
  name,
  /** "sandbox" makes a key that may not touch prod. */
  environments: z.enum(["any", "sandbox"]),
  expiresAt: z.date().optional(),
});
export type CreateApiKeyInput = z.input<typeof createApiKeyInput>;

/** `id` is `key_…` in all of these. */
export const renameApiKeyInput = z.strictObject({ id: z.string(), name });
export type RenameApiKeyInput = z.input<typeof renameApiKeyInput>;

export const revokeApiKeyInput = z.strictObject({ id: z.string() });
export type RevokeApiKeyInput = z.input<typeof revokeApiKeyInput>;

const HOUR_MS = 3_600_000;

/** How long the old key still opens after a rotation, in ms. */
export const keyOverlaps = { none: 0, "1h": HOUR_MS, "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS } as const;
export type KeyOverlap = keyof typeof keyOverlaps;

export const rotateApiKeyInput = z.strictObject({
  id: z.string(),
  overlap: z.enum(Object.keys(keyOverlaps) as [KeyOverlap, ...KeyOverlap[]]),
  /** When the new key ends; default: never. */
  expiresAt: z.date().optional(),
});
export type RotateApiKeyInput = z.input<typeof rotateApiKeyInput>;
