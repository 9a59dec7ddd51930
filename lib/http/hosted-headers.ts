import { createHash } from "node:crypto";
import type { HostedLocale } from "#lib/core/hosted-locales.ts";

/** Hashes of style sheets by their text: there is one sheet, and one small block for each accent. */
const hashes = new Map<string, string>();
const MOST = 1_000;

function hashOf(style: string): string {
  let hash = hashes.get(style);
  if (hash === undefined) {
    hash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
    if (hashes.size >= MOST) hashes.clear();
    hashes.set(style, hash);
  }
  return hash;
}

interface Page {
  /** Texts of the page's style elements. */
  styles: readonly string[];
  /** Where its form's answer may lead besides this host. */
  returnUrl: string | null;
  requestId: string;
  locale: HostedLocale | null;
}

/**
 * Headers of a hosted page: no script, no frame, nothing from elsewhere, no copy anywhere, and its address, which is a secret, goes
 * to nobody.
 */
export function pageHeaders({ styles, returnUrl, requestId, locale }: Page): Record<string, string> {
  // Browsers hold every redirect after a form against this, and merchants redirect from one host of theirs to another.
  const formTarget = returnUrl === null ? "" : returnUrl.startsWith("https:") ? " https:" : ` ${new URL(returnUrl).origin}`;
  const policy = `default-src 'none'; style-src ${styles.length === 0 ? "'none'" : styles.map(hashOf).join(" ")}; img-src 'self' data:; form-action 'self'${formTarget}; base-uri 'none'; frame-ancestors 'none'`;
  return {
    "Content-Type": "text/html; charset=utf-8",
    ...(locale !== null && { "Content-Language": locale }),
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Request-Id": requestId,
  };
}

/** Headers of what programs read. */
export function jsonHeaders(cacheControl: string): Record<string, string> {
  return {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": cacheControl,
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
  };
}
