import { resultTokenVectors } from "#lib/http/snippets.ts";

export const dynamic = "force-static";

/** What a verifier of results is tried with. */
export function GET(): Response {
  return new Response(resultTokenVectors(), { headers: { "Content-Type": "application/json; charset=utf-8", "Access-Control-Allow-Origin": "*" } });
}
