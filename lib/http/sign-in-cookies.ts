import { SESSION_LIFE_MS } from "#lib/features/members/model/sign-in-session.ts";
import { env } from "#lib/platform/env.ts";

const isSecure = () => env().APP_URL.startsWith("https:");

/** Bound to this host by its prefix; browsers take the prefix over https alone, so loopback has the plain name. */
const cookieName = (name: string) => `${isSecure() ? "__Host-" : ""}retentbase-${name}`;

export const sessionCookieName = () => cookieName("session");
export const csrfCookieName = () => cookieName("csrf");
export const callbackCookieName = () => cookieName("return-to");

/** How all three are set; none of them is readable by scripts or sent along by other sites' forms. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/** Seconds after which a browser forgets the session by itself. */
export const SESSION_COOKIE_SECONDS = SESSION_LIFE_MS / 1000;
