import { isSameOrigin } from "#lib/http/same-origin.ts";
import { endCurrentSession } from "#lib/http/session.ts";

/** Signs out and leads to the sign-in page; asked for by the form in every page's head. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response("The form was sent from another site.", { status: 403 });
  await endCurrentSession();
  return new Response(null, { status: 303, headers: { Location: "/sign-in?signed-out=1", "Cache-Control": "no-store" } });
}
