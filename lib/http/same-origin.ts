import { env } from "#lib/platform/env.ts";

/**
 * Whether a form post comes from our own pages. Browsers say it in Sec-Fetch-Site, over plain http and in older ones in
 * Origin; a caller that sends neither is no browser and carries nobody's cookies. An Origin of "null" is foreign.
 */
export function isSameOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("origin");
  if (origin === "null") return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return origin === null || origin === env().APP_URL;
}
