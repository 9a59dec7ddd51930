import { z } from "zod";
import type { ErrorCode } from "#lib/core/errors.ts";
import { errorCodes } from "#lib/core/errors.ts";
import { planHas, plans } from "#lib/features/plans/model/plan-table.ts";
import type { KeyedOperation, Operation } from "./operation.ts";
import { problemTable } from "./problem.ts";
import { webhookOperations } from "./webhook-contract.ts";

/** What any endpoint with a key can answer. */
const COMMON: readonly ErrorCode[] = ["validation_failed", "unauthenticated", "rate_limited", "internal", "unavailable"];

type Json = { [key: string]: unknown };

/** The refusals an operation can answer: its own and what its kind shares. */
export function refusals(operation: Operation): ErrorCode[] {
  const codes = new Set<ErrorCode>(operation.errors);
  if (operation.access === "public") return [...codes];
  for (const code of COMMON) codes.add(code);
  const { feature } = operation;
  if (feature !== null && plans.some((plan) => !planHas(plan, feature))) codes.add("plan_required");
  if (!operation.demo) codes.add("demo_workspace");
  // Whatever belongs to an environment is named by the call, or is what the call is about.
  if (operation.body !== undefined || operation.query !== undefined || operation.params !== undefined) codes.add("sandbox_only_key");
  if (operation.body !== undefined) for (const code of ["malformed_json", "payload_too_large", "unsupported_media_type"] as const) codes.add(code);
  return errorCodes.filter((code) => codes.has(code));
}

/** OpenAPI 3.1 from the same zod schemas that validate. `server` is the API's origin. */
export function openApiDocument(operations: readonly Operation[], server: string): Json {
  const schemas: Json = {};
  const schema = (type: z.ZodType, io: "input" | "output"): Json => {
    const json = z.toJSONSchema(type, { io, unrepresentable: "any", target: "draft-2020-12" }) as Json;
    const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $defs, $schema, id, ...own } = JSON.parse(text) as Json & { $defs?: Json; $schema?: string; id?: string };
    for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = withoutId(definition as Json);
    if (id === undefined) return own;
    schemas[id] = own;
    return { $ref: `#/components/schemas/${id}` };
  };
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, schema) };
  }
  schemas.Problem = problemSchema;
  const webhooks = webhookOperations(schema);
  return {
    openapi: "3.1.0",
    info: {
      title: "RetentBase API",
      version: "1",
      description: "The cancellation ledger: send cancellations, update their outcomes, read them back, and be told of changes.",
      license: { name: "AGPL-3.0-only", identifier: "AGPL-3.0-only" },
    },
    servers: [{ url: server }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    webhooks,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A workspace API key." },
        apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: "The same key, in a header of its own." },
      },
    },
  };
}

function withoutId({ id, ...rest }: Json): Json {
  return rest;
}

const problemSchema: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "requestId"],
  properties: {
    type: { type: "string", format: "uri" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: [...errorCodes] },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "code", "message"],
        properties: { path: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};

function textHeaders(headers: Record<string, string>): Json {
  return Object.fromEntries(Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]));
}

const headersOfEveryAnswer = textHeaders({
  "X-Request-Id": "Names this call in our log; quote it to support.",
  RateLimit: "What remains of each limit (r) and the seconds until it is full again (t).",
  "RateLimit-Policy": "Each limit: quota (q) in a window of seconds (w).",
});

type SchemaOf = (type: z.ZodType, io: "input" | "output") => Json;

function describe(operation: Operation, schema: SchemaOf): Json {
  const answers: Record<string, Json> = {};
  for (const [status, answer] of Object.entries(operation.answers)) {
    answers[status] = {
      description: answer.description,
      headers: { ...headersOfEveryAnswer, ...textHeaders(answer.headers ?? {}) },
      content: { "application/json": { schema: schema(answer.schema, "output") } },
    };
  }
  for (const code of refusals(operation)) {
    const { status, title } = problemTable[code];
    const known = answers[status]?.description;
    answers[status] = {
      description: known === undefined ? `${title} (\`${code}\`).` : `${known} ${title} (\`${code}\`).`,
      headers: { ...headersOfEveryAnswer, ...(status === 429 || status === 503 ? textHeaders({ "Retry-After": "Whole seconds to wait." }) : {}) },
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    };
  }
  const base = { operationId: operation.id, summary: operation.summary, description: operation.description, responses: answers };
  if (operation.access === "public") return { ...base, security: [] };
  return {
    ...base,
    ...parametersOf(operation, schema),
    ...(operation.body === undefined ? {} : { requestBody: { required: true, content: { "application/json": { schema: schema(operation.body, "input") } } } }),
  };
}

function parametersOf(operation: KeyedOperation, schema: SchemaOf): Json {
  const from = (type: z.ZodType | undefined, place: "path" | "query") => {
    if (type === undefined) return [];
    const { properties = {}, required = [] } = schema(type, "input") as { properties?: Record<string, Json>; required?: string[] };
    return Object.entries(properties).map(([name, { description, ...rest }]) => ({
      name,
      in: place,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    }));
  };
  const headers = Object.entries(operation.requestHeaders ?? {}).map(([name, description]) => ({
    name,
    in: "header",
    required: false,
    description,
    schema: { type: "string" },
  }));
  const parameters = [...from(operation.params, "path"), ...from(operation.query, "query"), ...headers];
  return parameters.length === 0 ? {} : { parameters };
}
