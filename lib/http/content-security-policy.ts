/**
 * The policy of a page: scripts and style elements carry the request's nonce, everything else comes from this host alone.
 * Style attributes cannot be forbidden: charts and floating panels place themselves with them.
 * @param nonce base64, new for each request
 * @param isDevelopment whether Next's development server must evaluate code and open its socket
 * @param formTargets origins besides ours that a form's answer may lead to
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean, formTargets: readonly string[] = []): string {
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
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Request header in which a page finds its nonce; what a client sends under this name is dropped. */
export const NONCE_HEADER = "x-nonce";
