import { env } from "#lib/platform/env.ts";

/** Addresses in mails: from the settings, never from a request. */
export const accountUrls = {
  verify: (token: string) => `${env().APP_URL}/verify/${token}`,
  reset: (token: string) => `${env().APP_URL}/reset/${token}`,
  magic: (token: string, next: string | null) => `${env().APP_URL}/magic/${token}${next === null ? "" : `?next=${encodeURIComponent(next)}`}`,
  acceptInvite: (token: string) => `${env().APP_URL}/accept-invite/${token}`,
  signIn: () => `${env().APP_URL}/sign-in`,
  askReset: () => `${env().APP_URL}/reset`,
};
