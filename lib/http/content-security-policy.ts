import { env } from "#lib/platform/env.ts";

/**
 * The policy of a page: scripts and style elements carry the request's nonce, everything else comes from this host alone.
 * Style attributes cannot be forbidden: charts and floating panels place themselves with them.
 * @param nonce base64, new for each request
 */
export function contentSecurityPolicy(nonce: string): string {
  // Next's development server evaluates code and opens a socket.
  const isDevelopment = env().NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Request header in which a page finds its nonce; what a client sends under this name is dropped. */
export const NONCE_HEADER = "x-nonce";
