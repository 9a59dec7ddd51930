import { z } from "zod";
import { env } from "#lib/platform/env.ts";
import { openApiDocument } from "./openapi.ts";
import { type Operation, publicOperation } from "./operation.ts";
import * as cancelSessions from "./operations/cancel-sessions.ts";
import * as cancellations from "./operations/cancellations.ts";
import * as reasons from "./operations/reasons.ts";

const described: Operation[] = [
  cancellations.ingest,
  cancellations.list,
  cancellations.get,
  cancellations.update,
  reasons.list,
  cancelSessions.link,
  cancelSessions.get,
  cancelSessions.verify,
];

const openapi = publicOperation({
  id: "getOpenApi",
  method: "GET",
  path: "/openapi.json",
  summary: "This contract",
  description: "OpenAPI 3.1, made from the schemas that validate. Needs no key.",
  answers: { 200: { description: "The document.", schema: z.looseObject({ openapi: z.string() }) } },
  errors: [],
  handle: () => ({ status: 200, body: openApiDocument(operations, env().API_URL) }),
});

/** Every endpoint of the public API; routes, door, docs and tests read this list. */
export const operations: readonly Operation[] = [...described, openapi];
