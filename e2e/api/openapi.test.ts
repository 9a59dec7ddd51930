import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { apiClient } from "#lib/testing/api-client.ts";
import { endpoints } from "#lib/testing/contract.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { finish, makeLink } from "#lib/testing/hosted-visitor.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** GET /openapi.json: well-formed OpenAPI 3.1 that says what the server does. */

type Json = { [key: string]: Json } & { [index: number]: Json };

let text = "";
let document: Json;

beforeAll(async () => {
  const answer = await apiClient(null).call("GET", "/openapi.json");
  expect(answer.status).toBe(200);
  text = answer.text;
  document = JSON.parse(text) as Json;
});

function* nodes(node: unknown, path = "#"): Generator<[string, Record<string, unknown>]> {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) yield [path, node as Record<string, unknown>];
  for (const [key, child] of Object.entries(node)) yield* nodes(child, `${path}/${key}`);
}

const operationAt = (method: string, path: string) => document.paths?.[`/api/v1${path}`]?.[method.toLowerCase()] as Json;

/** Statuses of the product's contract; every operation may also answer 500 and 503. */
const statuses: Record<string, number[]> = {
  ingestCancellation: [200, 201, 400, 401, 402, 403, 413, 415, 422, 429],
  updateOutcome: [200, 400, 401, 403, 404, 409, 413, 415, 429],
  listCancellations: [200, 400, 401, 403, 429],
  getCancellation: [200, 400, 401, 403, 404, 429],
  listReasons: [200, 400, 401, 429],
  createCancelLink: [200, 400, 401, 402, 403, 409, 413, 415, 429],
  getCancelSession: [200, 400, 401, 403, 404, 429],
  verifyResultToken: [200, 400, 401, 403, 413, 415, 429],
};

/** A schema of the document as zod reads it; `strict` also forbids fields that it does not name. */
function schemaAt(method: string, path: string, status: number): z.ZodType {
  const content = operationAt(method, path).responses?.[status]?.content as Json;
  const schema = (content["application/json"] ?? content["application/problem+json"])?.schema as Json;
  const whole = JSON.stringify({ ...schema, $defs: document.components?.schemas }).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(whole));
}

describe("the document", () => {
  it("is OpenAPI 3.1 with a title, a version, one server and both ways to send a key", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.servers).toHaveLength(1);
    expect(String(document.servers?.[0]?.url)).toMatch(/^https?:\/\/[^/]+$/);
    expect(document.components?.securitySchemes).toMatchObject({
      bearer: { type: "http", scheme: "bearer" },
      apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
    });
    expect(Object.keys(document)).toEqual(["openapi", "info", "servers", "security", "paths", "webhooks", "components"]);
  });

  it("lists exactly the endpoints that there are, each once", () => {
    const listed = Object.entries(document.paths ?? {}).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    expect(listed.sort()).toEqual(
      endpoints()
        .map((endpoint) => `${endpoint.method} /api/v1${endpoint.path}`)
        .sort(),
    );
    const ids = [...nodes(document.paths)].map(([, node]) => node.operationId).filter(Boolean);
    expect(ids.sort()).toEqual(
      endpoints()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("says of an eventId in a path that it names what is stored, and of an Idempotency-Key what becomes of an empty one", () => {
    for (const method of ["GET", "PATCH"]) {
      const { parameters } = operationAt(method, "/cancellations/{eventId}") as unknown as { parameters: { name: string; description: string }[] };
      const [eventId] = parameters.filter(({ name }) => name === "eventId");
      expect([method, eventId?.description]).toEqual([method, expect.stringMatching(/^The eventId of the original call\./)]);
    }
    expect(operationAt("POST", "/cancel-link").responses?.[400]).toMatchObject({ description: expect.stringContaining("`bad_request`") });
  });

  it("lists for each operation every status it can give", () => {
    for (const { id, method, path } of endpoints()) {
      const listed = Object.keys(operationAt(method, path).responses ?? {}).map(Number);
      expect(listed, id).toEqual(id in statuses ? [...(statuses[id] ?? []), 500, 503] : [200]);
    }
  });

  it("describes every answer and its content", () => {
    for (const { id, method, path } of endpoints()) {
      for (const [status, answer] of Object.entries(operationAt(method, path).responses ?? {})) {
        expect(answer.description, `${id} ${status}`).not.toBe("");
        expect(Object.keys(answer.content ?? {}), `${id} ${status}`).toEqual([Number(status) < 400 ? "application/json" : "application/problem+json"]);
      }
    }
  });

  it("refers only to schemas that exist, and holds nothing of JavaScript", () => {
    const defined = Object.keys(document.components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`);
    const used = [...nodes(document)].map(([, node]) => node.$ref).filter((ref) => ref !== undefined);
    expect(used.filter((ref) => !defined.includes(ref as string))).toEqual([]);
    expect(defined.filter((name) => !used.includes(name))).toEqual([]);
    expect(text).not.toMatch(/\$defs|undefined|\[object|~standard/);
    for (const [path, node] of nodes(document.components?.schemas)) {
      if (typeof node.type === "string" && !path.endsWith("/properties")) {
        expect(["object", "array", "string", "number", "integer", "boolean", "null"], path).toContain(node.type);
      }
    }
  });

  it("declares the parameters of every path, and a key for all but itself", () => {
    for (const { id, method, path, needsKey } of endpoints()) {
      const operation = operationAt(method, path);
      const parameters = (operation.parameters ?? []) as unknown as { name: string; in: string; required: boolean; schema: object }[];
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(
        parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name),
        id,
      ).toEqual(inPath);
      for (const parameter of parameters) {
        expect(parameter.schema, `${id} ${parameter.name}`).toHaveProperty("type");
        if (parameter.in === "path") expect(parameter.required).toBe(true);
      }
      expect(operation.security, id).toEqual(needsKey ? undefined : []);
    }
  });

  it("describes every message that is sent to endpoints: its headers, its body, and what an answer means", () => {
    expect(Object.keys(document.webhooks ?? {})).toEqual([
      ...["cancellation.created", "cancellation.outcome_updated", "cancel_session.completed", "cancel_session.abandoned", "webhook.test"],
    ]);
    for (const [type, { post }] of Object.entries(document.webhooks ?? {})) {
      const parameters = post?.parameters as unknown as { name: string; in: string }[];
      expect(parameters.map(({ name, in: place }) => [place, name])).toEqual(
        ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => ["header", name]),
      );
      expect(Object.keys(post?.responses ?? {}).sort()).toEqual(["2XX", "410", "default"]);
      const ref = post?.requestBody?.content?.["application/json"]?.schema?.$ref;
      const schema = document.components?.schemas?.[String(ref).replace("#/components/schemas/", "")];
      expect(schema?.properties?.type, type).toMatchObject({ const: type });
    }
  });

  it("gives the bounds of a new event, and lets no other field in", () => {
    const body = document.components?.schemas?.NewCancellation as Json;
    expect(body).toMatchObject({
      type: "object",
      required: ["eventId", "reasonKey"],
      additionalProperties: false,
      properties: {
        environment: { enum: ["prod", "sandbox"], default: "prod" },
        eventId: { minLength: 1, maxLength: 255 },
        userId: { maxLength: 255 },
        outcome: { enum: ["churned", "recovered", "abandoned"] },
        offer: { additionalProperties: false, properties: { type: { enum: ["none", "discount", "pause"], default: "none" }, accepted: { default: false } } },
        reasonText: { maxLength: 5000 },
        context: { properties: { mrr: { type: "number", minimum: 0, maximum: 1e9 }, tenureDays: { type: "integer", minimum: 0, maximum: 36_500 } } },
        occurredAt: { type: "string", format: "date-time" },
        metadata: { type: "object", additionalProperties: {}, maxProperties: 50 },
      },
    });
  });
});

describe("the server's answers", () => {
  it("fit the schemas that the document gives them", async () => {
    const { ctx, apiKey } = await makeWorkspace();
    const api = apiClient(apiKey);
    await allowReturn(ctx);
    const link = await makeLink(api, { metadata: { a: 1 } });
    const token = await finish(link.url);
    const event = { eventId: "e", reasonKey: "other", outcome: "churned", metadata: { a: 1 }, context: { mrr: 1.5 } };
    const calls = [
      ["POST", "/cancellations", await api.post(event)],
      ["POST", "/cancellations", await api.post(event)],
      ["POST", "/cancellations", await api.post({})],
      ["PATCH", "/cancellations/{eventId}", await api.patch("e", { outcome: "recovered" })],
      ["PATCH", "/cancellations/{eventId}", await api.patch("e", { outcome: "recovered", environment: "sandbox" })],
      ["GET", "/cancellations", await api.list()],
      ["GET", "/cancellations/{eventId}", await api.get("e")],
      ["GET", "/cancellations/{eventId}", await api.get("missing")],
      ["GET", "/reasons", await api.call("GET", "/reasons")],
      ["POST", "/cancel-link", await api.call("POST", "/cancel-link", { body: { userId: "u" } })],
      ["POST", "/cancel-link", await api.call("POST", "/cancel-link", { body: {} })],
      ["GET", "/cancel-sessions/{id}", await api.call("GET", `/cancel-sessions/${link.session_id}`)],
      ["POST", "/result-tokens/verify", await api.call("POST", "/result-tokens/verify", { body: { token } })],
      ["POST", "/result-tokens/verify", await api.call("POST", "/result-tokens/verify", { body: { token: "x" } })],
    ] as const;
    expect(calls.map(([, , { status }]) => status)).toEqual([201, 200, 400, 200, 409, 200, 200, 404, 200, 200, 400, 200, 200, 400]);
    for (const [method, path, answer] of calls) {
      const schema = schemaAt(method, path, answer.status);
      expect(schema.safeParse(answer.body).error?.message, `${method} ${path} ${answer.status}`).toBeUndefined();
      expect(schema.safeParse({}).success, "a schema that lets everything pass says nothing").toBe(false);
    }
  });
});
