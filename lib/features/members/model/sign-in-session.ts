const HOUR_MS = 3_600_000;

/** A session ends when it was not used for so long… */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** …and at the latest so long after signing in. */
export const SESSION_LIFE_MS = 30 * 24 * HOUR_MS;

/** Who has just proved to be a user. */
export interface SignedIn {
  /** UUID. */
  userId: string;
  email: string;
}

/** A signed-in browser. */
export interface SignInSession extends SignedIn {
  /** `sis_…` */
  id: string;
  name: string | null;
  /** Whether somebody has proved to read the address. */
  isProved: boolean;
  /** UUID of the workspace whose pages were opened last. */
  lastWorkspaceId: string | null;
}

/** A signed-in browser as its user sees it. Times are ISO 8601. */
export interface ListedSignInSession {
  /** `sis_…` */
  id: string;
  /** Browser and system in words. */
  device: string;
  createdAt: string;
  /** To the minute. */
  lastSeenAt: string;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
}
