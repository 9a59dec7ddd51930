import { cookies, headers } from "next/headers";
import { systemContext } from "#lib/core/context.ts";
import { endSignInSession } from "#lib/features/members/end-sign-in-session.ts";
import type { SignedIn } from "#lib/features/members/model/sign-in-session.ts";
import { startSignInSession } from "#lib/features/members/start-sign-in-session.ts";
import { DEVICE_SECONDS, makeDevice } from "./known-device.ts";
import { cookieOptions, deviceCookieName, SESSION_COOKIE_SECONDS, sessionCookieName, TYPED_EMAIL_SECONDS, typedEmailCookieName } from "./sign-in-cookies.ts";

/** Signs somebody in who has just proved who they are; the session that this browser had ends. For actions and routes alone. */
export async function startSession({ userId, email }: SignedIn): Promise<void> {
  const jar = await cookies();
  const old = jar.get(sessionCookieName())?.value;
  const ctx = systemContext("session");
  if (old !== undefined) await endSignInSession({ ctx, input: { token: old } });
  const token = await startSignInSession({ ctx, input: { userId, userAgent: (await headers()).get("user-agent") } });
  jar.set(sessionCookieName(), token, { ...cookieOptions(), expires: new Date(Date.now() + SESSION_COOKIE_SECONDS * 1000) });
  await rememberDevice(email);
}

/** Lets this browser sign in to the account whatever strangers try; see known-device.ts. */
export async function rememberDevice(email: string): Promise<void> {
  const jar = await cookies();
  jar.set(deviceCookieName(), makeDevice(email), { ...cookieOptions(), maxAge: DEVICE_SECONDS });
}

/** The e-mail of this browser's last failed attempt to sign in, or null. */
export async function typedEmail(): Promise<string | null> {
  return (await cookies()).get(typedEmailCookieName())?.value ?? null;
}

/** Keeps an e-mail that was typed for the next form that asks for it. */
export async function rememberTypedEmail(email: string): Promise<void> {
  const jar = await cookies();
  jar.set(typedEmailCookieName(), email.trim().slice(0, 320), { ...cookieOptions(), maxAge: TYPED_EMAIL_SECONDS });
}
