import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, NONCE_HEADER } from "#lib/http/content-security-policy.ts";
import { providerOrigins } from "#lib/http/sign-in-providers.ts";
import { stripeOrigins } from "#lib/http/stripe-origins.ts";
import { env } from "#lib/platform/env.ts";

/**
 * Gives every page its own nonce. Nothing else happens here: who may see a page is asked in the page and in the verb, and
 * all of that holds with this file removed.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, env().NODE_ENV === "development", [...providerOrigins(), ...stripeOrigins()]);
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Pages alone: the API and hosted pages have policies of their own, and Next would buffer their bodies here. */
export const config = { matcher: "/((?!api/|_next/static/|icon\\.svg$).*)" };
