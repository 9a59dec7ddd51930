import { z } from "zod";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { listCancellations } from "#lib/features/cancellations/list.ts";
import {
  cancellationPageSchema,
  cancellationSchema,
  cancellationWithHistorySchema,
  createdCancellationSchema,
  getQuery,
  ingestBody,
  listQuery,
  namedEventIdSchema,
  replayedCancellationSchema,
  storedEventIdSchema,
  updateOutcomeBody,
} from "#lib/features/cancellations/model/cancellation.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { operation } from "../operation.ts";

const eventParams = z.strictObject({ eventId: namedEventIdSchema });

const STRICT = /(^|[,;\s])handling\s*=\s*"?strict"?($|[,;\s])/i;

export const ingest = operation({
  id: "ingestCancellation",
  method: "POST",
  path: "/cancellations",
  summary: "Create or reuse a cancellation event",
  description:
    "Idempotent by environment and eventId: the first call creates the event (201), every further one returns it unchanged (200). A 2xx means that the event is committed to disk. With `Prefer: handling=strict` a further call with other content is a 422.",
  feature: "custom_api",
  demo: false,
  limit: "writes",
  requestHeaders: { Prefer: "`handling=strict`: a replay that says something else is refused with 422." },
  body: ingestBody,
  answers: {
    201: { description: "Event created.", schema: createdCancellationSchema },
    200: {
      description: "The stored event as it is now; nothing was changed.",
      schema: replayedCancellationSchema,
      headers: {
        "Idempotent-Replayed": "Always `true` on a replay.",
        "Idempotent-Payload-Mismatch": "`true` when the body says something else than the first one.",
      },
    },
  },
  errors: ["hosted_session_id", "workspace_read_only", "event_id_reused"],
  async handle({ ctx, body, header, allowEnvironment }) {
    allowEnvironment(body.environment);
    const prefer = header("prefer");
    const result = await ingestCancellation({ ctx, input: { ...body, strict: prefer !== undefined && STRICT.test(prefer) } });
    if (!result.replayed) return { status: 201, body: { ...result.cancellation, replayed: false } };
    const headers: Record<string, string> = { "Idempotent-Replayed": "true" };
    if (!result.payloadMatch) headers["Idempotent-Payload-Mismatch"] = "true";
    const { payloadMatch, differingFields } = result;
    return { status: 200, body: { ...result.cancellation, replayed: true, payloadMatch, differingFields }, headers };
  },
});

export const update = operation({
  id: "updateOutcome",
  method: "PATCH",
  path: "/cancellations/{eventId}",
  summary: "Set the final business outcome of an event",
  description:
    "Sets the final billing outcome only; reason and offer never change. Every update is kept. The current outcome is the one with the latest min(effectiveAt, receivedAt), ties by receipt. A repeat of the latest received update changes nothing. Works in a read-only workspace too.",
  feature: "custom_api",
  demo: false,
  limit: "writes",
  params: eventParams,
  body: updateOutcomeBody,
  answers: { 200: { description: "The event with its outcome as it is now.", schema: cancellationSchema } },
  errors: ["hosted_session_id", "not_found", "wrong_environment"],
  async handle({ ctx, params, body, allowEnvironment }) {
    allowEnvironment(body.environment);
    return { status: 200, body: await updateOutcome({ ctx, input: { ...body, eventId: params.eventId } }) };
  },
});

export const list = operation({
  id: "listCancellations",
  method: "GET",
  path: "/cancellations",
  summary: "List cancellation events",
  description: "Latest occurrence first, in pages: pass nextCursor as cursor until it is null.",
  feature: "custom_api",
  demo: false,
  limit: "reads",
  query: listQuery,
  answers: { 200: { description: "A page of events.", schema: cancellationPageSchema } },
  errors: [],
  async handle({ ctx, query, allowEnvironment }) {
    allowEnvironment(query.environment);
    return { status: 200, body: await listCancellations({ ctx, input: query }) };
  },
});

export const get = operation({
  id: "getCancellation",
  method: "GET",
  path: "/cancellations/{eventId}",
  summary: "Get one cancellation event with its history",
  description: "The event as it is now, and every outcome ever said of it; hosted sessions' events too.",
  feature: "custom_api",
  demo: false,
  limit: "reads",
  params: z.strictObject({ eventId: storedEventIdSchema }),
  query: getQuery,
  answers: { 200: { description: "The event with its history.", schema: cancellationWithHistorySchema } },
  errors: ["not_found"],
  async handle({ ctx, params, query, allowEnvironment }) {
    allowEnvironment(query.environment);
    return { status: 200, body: await getCancellation({ ctx, input: { environment: query.environment, eventId: params.eventId } }) };
  },
});
