import type { z } from "zod";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { validated } from "#lib/core/validated.ts";
import { readWebBody } from "./body.ts";
import { fieldTexts } from "./field-texts.ts";
import { toDomainError } from "./problem.ts";
import { newRequestId } from "./request-id.ts";
import { isSameOrigin } from "./same-origin.ts";
import { findReader } from "./session.ts";

/** Bytes of a body: a flow of 20 offers in ten languages has fewer. */
const MOST = 600_000;

/**
 * Answers a page's own call that changes nothing, as a server action would; unlike one it can be given up on the way, and does not
 * wait for those before it. Never throws.
 */
export async function readerCall<Schema extends z.ZodType, Result>(
  request: Request,
  { slug, schema }: { slug: string; schema: Schema },
  work: (given: { ctx: WorkspaceContext; input: z.output<Schema> }) => Promise<Result>,
): Promise<Response> {
  const requestId = newRequestId();
  try {
    if (!isSameOrigin(request.headers)) throw new DomainError("forbidden", "The call was sent from another site.");
    const ctx = await findReader(slug);
    if (ctx === null) throw new DomainError("not_found", "There is no such workspace, or you are signed out.");
    const input = validated(schema, await bodyOf(request));
    return answer({ ok: true, data: await work({ ctx, input }) }, requestId);
  } catch (thrown) {
    const { code, message, errors = [] } = toDomainError(thrown, requestId);
    return answer({ ok: false, error: { code, message, requestId, fields: fieldTexts(errors) } }, requestId);
  }
}

/** @throws DomainError payload_too_large, malformed_json */
async function bodyOf(request: Request): Promise<unknown> {
  const bytes = await readWebBody(request, MOST);
  if (bytes === null) throw new DomainError("payload_too_large", "The draft is too long.");
  const text = bytes.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("malformed_json", "The body is no JSON.");
  }
}

function answer(result: ActionResult<unknown>, requestId: string): Response {
  // A refusal is an answer too: browsers log other statuses as failures of the page.
  return Response.json(result, { headers: { "Cache-Control": "no-store", "X-Request-Id": requestId } });
}
