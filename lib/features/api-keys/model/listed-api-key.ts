/** What an API key is worth now: `expires` still opens, until its date. */
export type ApiKeyState = "active" | "expires" | "expired" | "revoked";

/** An API key without its secret. Times are ISO 8601. */
export interface ListedApiKey {
  /** `key_…` */
  id: string;
  name: string;
  environments: "any" | "sandbox";
  /** The key's last four characters, to recognise it by. */
  last4: string;
  state: ApiKeyState;
  createdAt: string;
  /** Name of who made it, as it was then; null for keys older than this record. */
  createdBy: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
}

/** A new API key, this one time whole. */
export interface CreatedApiKey {
  /** `key_…`. */
  id: string;
  /** The key itself; only its SHA-256 is stored, so this is the one time it is seen. */
  apiKey: string;
}

/** What a rotation made; the old key opens until `oldExpiresAt` (ISO 8601). */
export interface RotatedApiKey extends CreatedApiKey {
  oldExpiresAt: string;
}

/** @param now ms since 1970 */
export function apiKeyState({ expiresAt, revokedAt }: { expiresAt: Date | null; revokedAt: Date | null }, now: number): ApiKeyState {
  if (revokedAt !== null) return "revoked";
  if (expiresAt === null) return "active";
  return expiresAt.getTime() <= now ? "expired" : "expires";
}
