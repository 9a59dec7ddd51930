import { readWebBody } from "./body.ts";
import { dispatch } from "./dispatch.ts";

type Handler = (request: Request) => Promise<Response>;

/** Answers a web Request through the same dispatcher as the door. */
async function apiRoute(request: Request): Promise<Response> {
  const body = await readWebBody(request);
  const url = /^[a-z]+:\/\/[^/]*(\/[^?#]*)?(?:\?([^#]*))?/i.exec(request.url);
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const answer = await dispatch({
    method: request.method,
    rawPath: url?.[1] ?? "/",
    rawQuery: url?.[2] ?? "",
    header,
    body,
    // A route handler sees no socket; server/web.ts (and Next's own server) put its address here.
    ip: header("x-forwarded-for") ?? "unknown",
  });
  return new Response(request.method === "HEAD" ? null : answer.body, { status: answer.status, headers: answer.headers });
}

/** What a resource's route.ts exports: every method, so that also the wrong ones get our answer (405 with Allow). */
export const resourceRoute: Record<"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", Handler> = {
  GET: apiRoute,
  HEAD: apiRoute,
  POST: apiRoute,
  PUT: apiRoute,
  PATCH: apiRoute,
  DELETE: apiRoute,
  OPTIONS: apiRoute,
};
