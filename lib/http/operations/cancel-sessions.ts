import { z } from "zod";
import { DomainError } from "#lib/core/errors.ts";
import { createCancelLink } from "#lib/features/cancel-sessions/create-link.ts";
import { getCancelSession } from "#lib/features/cancel-sessions/get.ts";
import { cancelLinkBody, cancelLinkSchema, idempotencyKeySchema, withoutAliases } from "#lib/features/cancel-sessions/model/cancel-link.ts";
import { verifiedResultSchema, verifyResultBody } from "#lib/features/cancel-sessions/model/result-claims.ts";
import { sessionSchema } from "#lib/features/cancel-sessions/model/session.ts";
import { verifyResult } from "#lib/features/cancel-sessions/verify-result.ts";
import { operation } from "../operation.ts";

export const link = operation({
  id: "createCancelLink",
  method: "POST",
  path: "/cancel-link",
  summary: "Create a link to the hosted cancellation pages",
  description:
    "Call it from your server when a customer wants to cancel, and redirect them to the url. Names may be camelCase or snake_case. The unopened link lives 30 minutes unless the workspace sets 5 to 1,440; an opened session lives 24 hours from its last step. With an Idempotency-Key, the same call gives the same link again.",
  feature: "hosted_flow",
  demo: false,
  limit: "writes",
  requestHeaders: {
    "Idempotency-Key":
      "1 to 255 printable ASCII characters: the same key and body give the same link; another body is a 409, and an empty or longer key a 400.",
  },
  body: cancelLinkBody,
  rename: withoutAliases,
  answers: { 200: { description: "The link. A 2xx means that its session is committed to disk.", schema: cancelLinkSchema } },
  errors: ["bad_request", "workspace_read_only", "return_url_missing", "idempotency_key_reused"],
  async handle({ ctx, body, header, allowEnvironment }) {
    allowEnvironment(body.environment);
    const key = header("idempotency-key");
    if (key !== undefined && !idempotencyKeySchema.safeParse(key).success) {
      throw new DomainError("bad_request", "Idempotency-Key must be 1 to 255 printable ASCII characters.");
    }
    return { status: 200, body: await createCancelLink({ ctx, input: { ...body, idempotencyKey: key ?? null } }) };
  },
});

export const get = operation({
  id: "getCancelSession",
  method: "GET",
  path: "/cancel-sessions/{id}",
  summary: "Diagnose a hosted session",
  description: "The session as it is now, every step of it, and whether its result was carried back, delivered and verified.",
  feature: "session_diagnostics",
  demo: false,
  limit: "reads",
  params: z.strictObject({ id: z.string().meta({ description: "session_id of the link, cxs_…" }) }),
  answers: { 200: { description: "The session.", schema: sessionSchema } },
  errors: ["not_found"],
  async handle({ ctx, params, allowEnvironment }) {
    return { status: 200, body: await getCancelSession({ ctx, input: { id: params.id, allowEnvironment } }) };
  },
});

export const verify = operation({
  id: "verifyResultToken",
  method: "POST",
  path: "/result-tokens/verify",
  summary: "Verify a result token",
  description:
    "Checks signature, workspace, environment, purpose and time of the token that your customer came back with. firstUse is true for exactly one call. You can verify with your Signing Secret or the workspace's key set yourself; then remember each jti.",
  feature: "hosted_flow",
  demo: false,
  limit: "writes",
  body: verifyResultBody,
  answers: { 200: { description: "What the token says.", schema: verifiedResultSchema } },
  errors: ["result_token_invalid"],
  async handle({ ctx, body, allowEnvironment }) {
    return { status: 200, body: await verifyResult({ ctx, input: { token: body.token, allowEnvironment } }) };
  },
});
