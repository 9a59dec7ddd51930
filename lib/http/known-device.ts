import { isSameText, randomToken, signText } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";

/** How long a browser counts as known after signing in. */
export const DEVICE_SECONDS = 180 * 24 * 3_600;

const signature = (id: string, email: string) => signText(`known-device:${id}:${email.trim().toLowerCase()}`, env().NEXTAUTH_SECRET);

/**
 * The value of a cookie that says: somebody who proved to be this e-mail's owner has used this browser. It opens nothing; it
 * only keeps strangers who exhaust the account's limit from shutting its owner out. The e-mail itself is not in it.
 */
export function makeDevice(email: string): string {
  const id = randomToken();
  return `${id}.${signature(id, email)}`;
}

/** The id of a browser that is known for an e-mail, or null for any other. */
export function knownDevice(cookie: string | undefined, email: string): string | null {
  const [id = "", signed = ""] = cookie?.split(".") ?? [];
  return id !== "" && isSameText(signed, signature(id, email)) ? id : null;
}
