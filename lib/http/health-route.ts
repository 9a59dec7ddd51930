import { answerHealth } from "./health.ts";

/** Answers a web Request as the door does; for where Next is asked. */
export async function healthRoute(request: Request): Promise<Response> {
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const { search } = new URL(request.url);
  const { status, headers, body } = await answerHealth({
    method: request.method,
    rawQuery: search.slice(1),
    header,
    // A route handler sees no socket; the server puts the client's address here.
    ip: header("x-forwarded-for") ?? "unknown",
  });
  return new Response(request.method === "HEAD" ? null : body, { status, headers });
}
