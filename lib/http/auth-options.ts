import type { AuthOptions, User } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { systemContext } from "#lib/core/context.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import type { SignInProvider } from "#lib/features/members/model/own-account.ts";
import { signIn } from "#lib/features/members/sign-in.ts";
import { signInWithProvider } from "#lib/features/members/sign-in-with-provider.ts";
import { startSignInSession } from "#lib/features/members/start-sign-in-session.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { limitSignIn } from "./account-limits.ts";
import { knownDevice } from "./known-device.ts";
import { toDomainError } from "./problem.ts";
import { returnPath } from "./return-path.ts";
import { callbackCookieName, checkCookieName, cookieOptions, csrfCookieName, SESSION_COOKIE_SECONDS, sessionCookieName } from "./sign-in-cookies.ts";
import { oauthProviders, type ProviderUser } from "./sign-in-providers.ts";

/** Who asks; next-auth hands nothing of it on. */
export interface Caller {
  requestId: string;
  ip: string;
  userAgent: string | null;
  /** Value of the cookie that names a known browser. */
  device: string | undefined;
  /** Set by signing in with a password. */
  signedInAs: string | null;
}

const CHECK_SECONDS = 15 * 60;

/**
 * How next-auth signs in for us. Its "jwt" is an opaque token: encode starts a session row and answers the token of the
 * cookie, decode looks the row up. (next-auth refuses its own database sessions when passwords are the only way in.)
 */
export function authOptions(caller: Caller): AuthOptions {
  const ctx = { ...systemContext("sign-in"), requestId: caller.requestId };
  const check = (name: "state" | "pkce" | "nonce") => ({ name: checkCookieName(name), options: { ...cookieOptions(), maxAge: CHECK_SECONDS } });
  /** UUID of the user whom a provider's answer means. */
  let providerUserId: string | undefined;
  return {
    secret: env().NEXTAUTH_SECRET,
    providers: [
      credentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given) => authorize(caller, given?.email ?? "", given?.password ?? ""),
      }),
      ...oauthProviders(),
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
    callbacks: {
      redirect: ({ url }) => returnPath(url, env().APP_URL),
      /** Decides for the providers; a path instead of `true` says on the sign-in page why not. */
      async signIn({ user, account }) {
        if (account?.type !== "oauth") return true;
        const { id, email, name, isEmailVerified } = user as User & ProviderUser;
        const given = { provider: account.provider as SignInProvider, subject: id, email, name, emailVerified: isEmailVerified };
        try {
          providerUserId = (await signInWithProvider({ ctx, input: given })).userId;
          return true;
        } catch (error) {
          return `/sign-in?error=provider_${toDomainError(error, caller.requestId).code}`;
        }
      },
      jwt: ({ token }) => (providerUserId === undefined ? token : { ...token, sub: providerUserId }),
    },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: cookieOptions() },
      // As long-lived as the session: a form left open over a restart of the browser still works.
      csrfToken: { name: csrfCookieName(), options: { ...cookieOptions(), maxAge: SESSION_COOKIE_SECONDS } },
      callbackUrl: { name: callbackCookieName(), options: cookieOptions() },
      state: check("state"),
      pkceCodeVerifier: check("pkce"),
      nonce: check("nonce"),
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
    limitSignIn({ ip: caller.ip, email, device: knownDevice(caller.device, email) });
    const { userId, email: verified } = await signIn({ ctx: systemContext("sign-in"), input: { email, password } });
    caller.signedInAs = verified;
    return { id: userId, email: verified };
  } catch (error) {
    throw new Error(toDomainError(error, caller.requestId).code);
  }
}
