import { headers } from "next/headers";
import { actorId, type Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { type LimitName, takeToken } from "#lib/features/rate-limits/token-bucket.ts";
import { callerIp, networkOf } from "./client-ip.ts";

/** @throws DomainError rate_limited */
function take(limit: LimitName, key: string): void {
  const { allowed, retryAfter } = takeToken(limit, key);
  if (!allowed) throw new DomainError("rate_limited", "Too many attempts. Wait a minute, then try again.", { retryAfter });
}

const normal = (email: string) => email.trim().toLowerCase().slice(0, 320);

/**
 * Limits signing in with a password. An attempt counts for the address that it comes from and for the account; one from a
 * browser that is known for the account counts for that browser alone. docs/decisions/0010-accounts.md says why.
 * @throws DomainError rate_limited
 */
export function limitSignIn({ ip, email, device }: { ip: string; email: string; device: string | null }): void {
  const keys = device === null ? [`ip:${networkOf(ip)}`, `email:${normal(email)}`] : [`device:${device}`];
  for (const key of keys) take("sign_in", key);
}

/** Limits what anybody may ask of accounts, by the address that it comes from. Mails are limited where they are queued. @throws DomainError rate_limited */
export async function limitAccountRequest(): Promise<void> {
  take("account_requests", `ip:${await callerNetwork()}`);
}

/** Limits what a signed-in user makes: workspaces, invitations. @throws DomainError rate_limited */
export function limitOwnRequests(limit: "account_requests" | "invitations", key: string): void {
  take(limit, key);
}

/** Limits exports: a member's by who they are, those of the demo's visitors by the address that they come from. @throws DomainError rate_limited */
export async function limitExports({ actor }: Context): Promise<void> {
  take("exports", actorId(actor) ?? `ip:${await callerNetwork()}`);
}

/** Who is limited where nobody is signed in. */
export async function callerNetwork(): Promise<string> {
  return networkOf(callerIp(await headers()));
}
