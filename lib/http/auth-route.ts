import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { endSignInSession } from "#lib/features/members/end-sign-in-session.ts";
import { authOptions, type Caller } from "./auth-options.ts";
import { readWebBody } from "./body.ts";
import { callerIp } from "./client-ip.ts";
import { DEVICE_SECONDS, makeDevice } from "./known-device.ts";
import { toProblem } from "./problem.ts";
import { newRequestId } from "./request-id.ts";
import { pathOfLocation } from "./return-path.ts";
import { isSameOrigin } from "./same-origin.ts";
import { cookieLine, deviceCookieName, sessionCookieName, TYPED_EMAIL_SECONDS, typedEmailCookieName } from "./sign-in-cookies.ts";
import { providerOrigin } from "./sign-in-providers.ts";

/** What of next-auth is served; the rest of it (session, providers, its own pages and log) answers 404. */
const SERVED = new Set(["GET signin", "GET error", "GET csrf", "POST callback credentials"]);
/** The same for each provider that is set up. */
const SERVED_OF_PROVIDERS = new Set(["POST signin", "GET callback"]);

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

/** Signing in, by plain form posts that work without JavaScript. */
export async function authRoute(request: NextRequest, { params }: RouteContext): Promise<Response> {
  const requestId = newRequestId();
  const { nextauth } = await params;
  const action = `${request.method} ${nextauth[0]}`;
  const elsewhere = SERVED_OF_PROVIDERS.has(action) ? providerOrigin(nextauth[1]) : null;
  if (elsewhere === null && !SERVED.has([request.method, ...nextauth].join(" ")))
    return refuse(new DomainError("not_found", "There is nothing at this path."), requestId);
  let accepted = request;
  let typed: string | null = null;
  if (request.method === "POST") {
    if (!isSameOrigin(request.headers)) return refuse(new DomainError("forbidden", "The form was sent from another site."), requestId);
    if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
      return refuse(new DomainError("unsupported_media_type", "Send a form (application/x-www-form-urlencoded)."), requestId);
    }
    const body = await readWebBody(request);
    if (body === null) return refuse(new DomainError("payload_too_large", "The form is larger than 64 KiB."), requestId);
    accepted = new NextRequest(request.url, { method: "POST", headers: request.headers, body: body.toString("utf8") });
    typed = new URLSearchParams(body.toString("utf8")).get("email");
  }
  const caller: Caller = {
    requestId,
    ip: callerIp(request.headers),
    userAgent: request.headers.get("user-agent"),
    device: request.cookies.get(deviceCookieName())?.value,
    signedInAs: null,
  };
  const answer: Response = await NextAuth(accepted, { params: Promise.resolve({ nextauth }) }, authOptions(caller));
  const finished = withRelativeLocation(answer, requestId, elsewhere);
  // The session that this browser had ends when another begins.
  const old = request.cookies.get(sessionCookieName())?.value;
  const begins = finished.headers.getSetCookie().some((line) => line.startsWith(`${sessionCookieName()}=`) && !line.startsWith(`${sessionCookieName()}=;`));
  if (old !== undefined && begins) await endSignInSession({ ctx: systemContext("session"), input: { token: old } });
  if (typed !== null) rememberAttempt(finished.headers, typed, caller.signedInAs);
  return finished;
}

/** After a success the browser is known for the account; after a failure the form need not ask for the e-mail again. */
function rememberAttempt(headers: Headers, typed: string, signedInAs: string | null): void {
  if (signedInAs !== null) headers.append("set-cookie", cookieLine(deviceCookieName(), makeDevice(signedInAs), DEVICE_SECONDS));
  headers.append("set-cookie", cookieLine(typedEmailCookieName(), signedInAs === null ? typed.slice(0, 320) : null, TYPED_EMAIL_SECONDS));
}

/**
 * next-auth builds absolute addresses for its own redirects. All of them lead to this site, so the path alone is right
 * under whatever name the server was reached, localhost or 127.0.0.1; only a provider's own page is elsewhere.
 */
function withRelativeLocation(answer: Response, requestId: string, elsewhere: string | null): Response {
  const headers = new Headers(answer.headers);
  const location = headers.get("location");
  if (location !== null) headers.set("location", pathOfLocation(location, elsewhere));
  headers.set("cache-control", "no-store");
  headers.set("x-request-id", requestId);
  return new Response(answer.body, { status: answer.status, headers });
}

function refuse(error: DomainError, requestId: string): Response {
  const problem = toProblem(error, requestId);
  return Response.json(problem, { status: problem.status, headers: { "Content-Type": "application/problem+json", "X-Request-Id": requestId } });
}
