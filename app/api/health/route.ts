import { liveness } from "#lib/http/health.ts";

export function GET(): Response {
  const { status, headers, body } = liveness();
  return new Response(body, { status, headers });
}
