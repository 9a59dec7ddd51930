import type { AuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import { signIn } from "#lib/features/members/sign-in.ts";
import { startSignInSession } from "#lib/features/members/start-sign-in-session.ts";
import { takeToken } from "#lib/features/rate-limits/token-bucket.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { toDomainError } from "./problem.ts";
import { returnPath } from "./return-path.ts";
import { callbackCookieName, cookieOptions, csrfCookieName, SESSION_COOKIE_SECONDS, sessionCookieName } from "./sign-in-cookies.ts";

interface Caller {
  requestId: string;
  ip: string;
  userAgent: string | null;
}

/**
 * How next-auth signs in for us. Its "jwt" is an opaque token: encode starts a session row and answers the token of the
 * cookie, decode looks the row up. (next-auth refuses its own database sessions when passwords are the only way in.)
 */
export function authOptions(caller: Caller): AuthOptions {
  const ctx = systemContext("sign-in");
  return {
    secret: env().NEXTAUTH_SECRET,
    providers: [
      credentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given) => authorize(caller, given?.email ?? "", given?.password ?? ""),
      }),
    ],
    session: { strategy: "jwt", maxAge: SESSION_COOKIE_SECONDS },
    jwt: {
      encode: ({ token }) => startSignInSession({ ctx, input: { userId: token?.sub ?? "", userAgent: caller.userAgent } }),
      async decode({ token }) {
        const session = token === undefined ? null : await findSignInSession({ ctx, input: { token } });
        return session === null ? null : { sub: session.userId, email: session.email };
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    callbacks: { redirect: ({ url }) => returnPath(url, env().APP_URL) },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: cookieOptions() },
      // As long-lived as the session: a form left open over a restart of the browser still works.
      csrfToken: { name: csrfCookieName(), options: { ...cookieOptions(), maxAge: SESSION_COOKIE_SECONDS } },
      callbackUrl: { name: callbackCookieName(), options: cookieOptions() },
    },
    logger: {
      error(code, metadata) {
        // A cookie whose session has ended is everyday life, and so are made-up addresses to return to.
        if (code !== "JWT_SESSION_ERROR" && code !== "INVALID_CALLBACK_URL_ERROR")
          logger().error({ requestId: caller.requestId, code, err: metadata }, "next-auth failed");
      },
      warn() {},
      debug() {},
    },
  };
}

/** Errors reach the sign-in page as their code, which next-auth puts into ?error=. */
async function authorize(caller: Caller, email: string, password: string): Promise<{ id: string; email: string }> {
  try {
    const limited = [`ip:${caller.ip}`, `email:${email.trim().toLowerCase().slice(0, 320)}`].some((key) => !takeToken("sign_in", key).allowed);
    if (limited) throw new DomainError("rate_limited", "Too many attempts to sign in.");
    const { userId, email: verified } = await signIn({ ctx: systemContext("sign-in"), input: { email, password } });
    return { id: userId, email: verified };
  } catch (error) {
    throw new Error(toDomainError(error, caller.requestId).code);
  }
}
