const MINUTE_MS = 60_000;

/** What a mailed link is for; a token does this and nothing else. */
export type AccountTokenPurpose = "verify_email" | "reset_password" | "magic_link";

/** How long a link works, in milliseconds. */
export const tokenLifeMs = {
  verify_email: 24 * 60 * MINUTE_MS,
  reset_password: 60 * MINUTE_MS,
  magic_link: 15 * MINUTE_MS,
} as const satisfies Record<AccountTokenPurpose, number>;
