/**
 * Toasts bring their style sheet as an element without a nonce: first empty, then with its text. These two texts are allowed,
 * nothing else; the test beside this file says when another version of the package changed them.
 */
export const TOAST_STYLE_HASHES = ["sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY="];

/**
 * The policy of a page: scripts and style elements carry the request's nonce, everything else comes from this host alone.
 * Style attributes cannot be forbidden: charts and floating panels place themselves with them.
 * @param nonce base64, new for each request
 * @param isDevelopment Next's development server evaluates code and opens a socket
 * @param formTargets origins besides ours that a form's answer may lead to
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean, formTargets: readonly string[] = []): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}' ${TOAST_STYLE_HASHES.map((hash) => `'${hash}'`).join(" ")}`,
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
