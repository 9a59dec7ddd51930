import { z } from "zod";
import type { Environment } from "#lib/core/context.ts";

/** `live` signs; `retiring` only verifies what it signed before, until `expiresAt`; `retired` is worth nothing. */
export type SigningSecretState = "live" | "retiring" | "retired";

/** A Signing Secret without the secret. Times are ISO 8601. */
export interface ListedSigningSecret {
  environment: Environment;
  kid: string;
  state: SigningSecretState;
  createdAt: string;
  /** When it stops being accepted, or did; null while it is the current one. */
  expiresAt: string | null;
}

/** A Signing Secret itself (`rbs_…`). */
export interface OpenSigningSecret {
  kid: string;
  secret: string;
}

/** @param now ms since 1970 */
export function signingSecretState({ expiresAt, retiredAt }: { expiresAt: Date | null; retiredAt: Date | null }, now: number): SigningSecretState {
  if (retiredAt !== null) return "retired";
  if (expiresAt === null) return "live";
  return expiresAt.getTime() <= now ? "retired" : "retiring";
}

/** How long the old secret is still accepted after a rotation. */
export const SECRET_OVERLAP_MS = 24 * 3_600_000;

export const signingSecretInput = z.strictObject({ kid: z.string() });
export type SigningSecretInput = z.input<typeof signingSecretInput>;

export const rotateSigningSecretInput = z.strictObject({ environment: z.enum(["prod", "sandbox"]) });
export type RotateSigningSecretInput = z.input<typeof rotateSigningSecretInput>;
