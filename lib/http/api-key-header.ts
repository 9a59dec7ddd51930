import { DomainError } from "#lib/core/errors.ts";

const BEARER = /^Bearer +([^\s,]+) *$/i;

/**
 * The API key a request presents: `Authorization: Bearer …` or `x-api-key`; both only when they are the same.
 * @throws DomainError unauthenticated saying what is missing or contradictory
 */
export function presentedApiKey(header: (name: string) => string | undefined): string {
  const authorization = header("authorization");
  const own = header("x-api-key")?.trim();
  if (authorization === undefined && own === undefined) {
    throw new DomainError("unauthenticated", "No API key: send Authorization: Bearer <workspace API key>, or x-api-key.");
  }
  if (authorization === undefined) return own as string;
  const bearer = BEARER.exec(authorization)?.[1];
  if (bearer === undefined)
    throw new DomainError("unauthenticated", "The Authorization header must be one Bearer token: Authorization: Bearer <workspace API key>.");
  if (own !== undefined && own !== bearer) {
    throw new DomainError("unauthenticated", "Authorization and x-api-key hold different keys. Send one of them.");
  }
  return bearer;
}
