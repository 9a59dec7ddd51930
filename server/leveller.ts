import type { IncomingMessage } from "node:http";
import { allowedMethods, matchPath } from "#lib/http/router.ts";

/** Headers of which a second one is a contradiction, not a list; node keeps the first and drops the others silently. */
export const SINGLE_HEADERS: readonly string[] = ["authorization", "content-type", "x-api-key", "content-encoding"];

/** Methods a Next route handler can have. */
const NEXT_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** A query of plain names; Next takes some others for its own (__proto__, _rsc, nxtP…, amp) and hides them from a route handler. */
const PLAIN_QUERY = /^((?!nxt|amp\b)[A-Za-z]+=[^&]*(&|$))*$/;

/**
 * Whether an API request must be answered before Next sees it, because Next would not hand it to a route handler as it is:
 * it answers malformed percent-encoding with 500, redirects a trailing slash, "//" and dot segments, drops parameters of
 * the query, knows seven methods, and node drops all but the first of a repeated Authorization or Content-Type.
 * Unknown paths and methods never need Next.
 */
export function needsTheDoor(req: IncomingMessage, rawPath: string, rawQuery: string): boolean {
  if (!NEXT_METHODS.has(req.method as string)) return true;
  const match = matchPath(rawPath);
  if (match === null || !allowedMethods(match.operations).includes(req.method as string)) return true;
  if (isUnnormalised(rawPath) || !decodes(rawPath) || !PLAIN_QUERY.test(rawQuery)) return true;
  return SINGLE_HEADERS.some((name) => (req.headersDistinct[name]?.length ?? 0) > 1);
}

/** Whether a path has "//", "\\" or dot segments, plain or encoded: Next would redirect it, perhaps to a path that is served. */
export function isUnnormalised(rawPath: string): boolean {
  return rawPath.includes("//") || rawPath.includes("\\") || /\/(\.|%2e){1,2}(\/|$)/i.test(rawPath);
}

/** Whether a path's percent-encoding is that of UTF-8. */
export function decodes(rawPath: string): boolean {
  try {
    decodeURIComponent(rawPath);
    return true;
  } catch {
    return false;
  }
}
