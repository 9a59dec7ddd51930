import { SESSION_LIFE_MS } from "#lib/features/members/model/sign-in-session.ts";
import { env } from "#lib/platform/env.ts";

const isSecure = () => env().APP_URL.startsWith("https:");

/** Bound to this host by its prefix; browsers take the prefix over https alone, so loopback has the plain name. */
const cookieName = (name: string) => `${isSecure() ? "__Host-" : ""}retentbase-${name}`;

export const sessionCookieName = () => cookieName("session");
export const csrfCookieName = () => cookieName("csrf");
export const callbackCookieName = () => cookieName("return-to");
/** Shows that somebody has signed in with this browser before; known-device.ts. */
export const deviceCookieName = () => cookieName("device");
/** The e-mail of a failed attempt, so that nobody types it twice. */
export const typedEmailCookieName = () => cookieName("typed-email");
/** What a sign-in elsewhere must bring back, by next-auth's name for it. */
export const checkCookieName = (check: "state" | "pkce" | "nonce") => cookieName(check);

/** How all of them are set; none of them is readable by scripts or sent along by other sites' forms. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/** How long a typed e-mail is kept. */
export const TYPED_EMAIL_SECONDS = 600;

/** A cookie as a Set-Cookie line; without a value it is forgotten. */
export function cookieLine(name: string, value: string | null, seconds: number): string {
  const life = value === null ? 0 : seconds;
  return `${name}=${encodeURIComponent(value ?? "")}; Path=/; Max-Age=${life}; HttpOnly;${isSecure() ? " Secure;" : ""} SameSite=Lax`;
}

/** Seconds after which a browser forgets the session by itself. */
export const SESSION_COOKIE_SECONDS = SESSION_LIFE_MS / 1000;
