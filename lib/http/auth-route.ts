import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { DomainError } from "#lib/core/errors.ts";
import { authOptions } from "./auth-options.ts";
import { readWebBody } from "./body.ts";
import { toProblem } from "./problem.ts";
import { newRequestId } from "./request-id.ts";
import { pathOfLocation } from "./return-path.ts";
import { isSameOrigin } from "./same-origin.ts";

/** What of next-auth is served; the rest of it (session, providers, its own pages and log) answers 404. */
const SERVED = new Set(["GET signin", "GET error", "GET csrf", "POST callback"]);

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

/** Signing in, by plain form posts that work without JavaScript. */
export async function authRoute(request: NextRequest, { params }: RouteContext): Promise<Response> {
  const requestId = newRequestId();
  const { nextauth } = await params;
  if (!SERVED.has(`${request.method} ${nextauth[0]}`)) return refuse(new DomainError("not_found", "There is nothing at this path."), requestId);
  let accepted = request;
  if (request.method === "POST") {
    if (!isSameOrigin(request.headers)) return refuse(new DomainError("forbidden", "The form was sent from another site."), requestId);
    if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
      return refuse(new DomainError("unsupported_media_type", "Send a form (application/x-www-form-urlencoded)."), requestId);
    }
    const body = await readWebBody(request);
    if (body === null) return refuse(new DomainError("payload_too_large", "The form is larger than 64 KiB."), requestId);
    accepted = new NextRequest(request.url, { method: "POST", headers: request.headers, body: body.toString("utf8") });
  }
  const caller = {
    requestId,
    // The server puts the client's address here (last, where a proxy in between appended to it).
    ip: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown",
    userAgent: request.headers.get("user-agent"),
  };
  const answer: Response = await NextAuth(accepted, { params: Promise.resolve({ nextauth }) }, authOptions(caller));
  return withRelativeLocation(answer, requestId);
}

/**
 * next-auth builds absolute addresses for its own redirects. All of them lead to this site, so the path alone is right
 * under whatever name the server was reached, localhost or 127.0.0.1.
 */
function withRelativeLocation(answer: Response, requestId: string): Response {
  const headers = new Headers(answer.headers);
  const location = headers.get("location");
  if (location !== null) headers.set("location", pathOfLocation(location));
  headers.set("cache-control", "no-store");
  headers.set("x-request-id", requestId);
  return new Response(answer.body, { status: answer.status, headers });
}

function refuse(error: DomainError, requestId: string): Response {
  const problem = toProblem(error, requestId);
  return Response.json(problem, { status: problem.status, headers: { "Content-Type": "application/problem+json", "X-Request-Id": requestId } });
}
