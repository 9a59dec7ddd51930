import type { IncomingMessage } from "node:http";
import type { ApiResponse } from "#lib/http/dispatch.ts";
import { newRequestId } from "#lib/http/request-id.ts";
import { isSameOrigin } from "#lib/http/same-origin.ts";
import { logger } from "#lib/platform/logger.ts";
import { partOf } from "./hosts.ts";

/**
 * Request headers that Next, or our pages, take for the server's own word: its routing, its caches, draft pages, the nonce.
 * Addresses come from the settings, so what proxies say of them is not needed either; who asks is set by the door.
 * The two ids of x-nextjs- are those of the development server's own script.
 */
const OF_THE_SERVER =
  /^(x-middleware-|x-nextjs-(?!(html-)?request-id$)|x-invoke-|x-invocation-id$|x-now-|x-vercel-|x-prerender-|x-matched-path$|next-resume$|x-next-resume-|x-nonce$|content-security-policy|x-forwarded-|forwarded$)/;

/** Takes from a request what would speak for the server, and says who asks. */
export function cleanHeaders(req: IncomingMessage, ip: string): void {
  for (const name of Object.keys(req.headers)) if (OF_THE_SERVER.test(name)) delete req.headers[name];
  req.headers["x-forwarded-for"] = ip;
}

const READING: readonly (string | undefined)[] = ["GET", "HEAD", "OPTIONS"];

/**
 * The answer to a form or server action that another site sends to the dashboard's pages in a visitor's name; null for every
 * other request. Next would answer it too, as a fault of the server. The API and hosted pages are called from elsewhere by design.
 */
export function foreignPost(req: IncomingMessage, rawPath: string, ip: string): ApiResponse | null {
  if (READING.includes(req.method) || partOf(rawPath) !== "app") return null;
  const header = (name: string) => (req.headers[name] as string | undefined) ?? null;
  if (isSameOrigin({ get: header })) {
    // Next asks again, and knows neither the public address nor Sec-Fetch-Site: behind a proxy it would say no to our own forms.
    const origin = header("origin");
    if (origin !== null && URL.canParse(origin)) req.headers["x-forwarded-host"] = new URL(origin).host;
    return null;
  }
  const requestId = newRequestId();
  // The rest of a path can be the secret of a link.
  const page = /^\/[^/]*/.exec(rawPath)?.[0];
  logger().info({ requestId, method: req.method, page, ip, status: 403, code: "forbidden" }, "page refused");
  return {
    status: 403,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "X-Request-Id": requestId,
    },
    body: `This was sent from another site, so nothing was done. Open RetentBase itself and try again there.\n\nRequest id: ${requestId}\n`,
  };
}
