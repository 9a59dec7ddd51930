const HOUR_MS = 3_600_000;

/** A session ends when it was not used for so long… */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** …and at the latest so long after signing in. */
export const SESSION_LIFE_MS = 30 * 24 * HOUR_MS;

/** A signed-in browser. */
export interface SignInSession {
  /** UUID of the session's row. */
  id: string;
  /** UUID. */
  userId: string;
  email: string;
  name: string | null;
}
