import { z } from "zod";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { refusals } from "./openapi.ts";
import type { KeyedOperation, Method, Operation } from "./operation.ts";
import { problemTable } from "./problem.ts";

/** One field of a body, query or path as a row of the docs. */
export interface ReferenceField {
  /** Dotted path, e.g. "offer.type". */
  name: string;
  /** As TypeScript would write it, e.g. `"prod" | "sandbox"`. */
  type: string;
  required: boolean;
  description: string;
}

/** An endpoint as the docs show it; made from the declaration that the API runs on, so the two cannot differ. */
export interface ReferenceEndpoint {
  id: string;
  method: Method;
  /** With /api/v1. */
  path: string;
  summary: string;
  description: string;
  /** Names of the plans that have it; empty: it needs no key. */
  plans: string[];
  headers: { name: string; description: string }[];
  pathFields: ReferenceField[];
  queryFields: ReferenceField[];
  bodyFields: ReferenceField[];
  answers: { status: number; description: string }[];
  errors: { status: number; code: string; title: string; advice: string }[];
}

/** @throws Error for a schema that cannot be written as a row, which a test finds before a reader does. */
export function referenceOf(operation: Operation): ReferenceEndpoint {
  const keyed = operation.access === "key" ? operation : null;
  return {
    id: operation.id,
    method: operation.method,
    path: `/api/v1${operation.path}`,
    summary: operation.summary,
    description: operation.description,
    plans: keyed === null ? [] : plansOf(keyed),
    headers: Object.entries(keyed?.requestHeaders ?? {}).map(([name, description]) => ({ name, description })),
    pathFields: fieldsOf(keyed?.params),
    queryFields: fieldsOf(keyed?.query),
    bodyFields: fieldsOf(keyed?.body),
    answers: Object.entries(operation.answers).map(([status, { description }]) => ({ status: Number(status), description })),
    errors: refusals(operation).map((code) => {
      const { status, title, advice } = problemTable[code];
      return { status, code, title, advice };
    }),
  };
}

function plansOf({ feature }: KeyedOperation): string[] {
  return Object.values(planTable)
    .filter(({ features }) => feature === null || (features as readonly string[]).includes(feature))
    .map(({ name }) => name);
}

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
}

function fieldsOf(type: z.ZodType | undefined): ReferenceField[] {
  if (type === undefined) return [];
  const { $ref, $defs, ...schema } = z.toJSONSchema(type, { io: "input", unrepresentable: "any", target: "draft-2020-12" }) as JsonSchema;
  // A schema with a name of its own comes as a reference to it.
  return rows($ref === undefined ? schema : ($defs?.[$ref.replace("#/$defs/", "")] ?? {}), "", true);
}

function rows(schema: JsonSchema, prefix: string, parentRequired: boolean): ReferenceField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = prefix + key;
    const required = parentRequired && (schema.required ?? []).includes(key);
    if (property.properties !== undefined) return rows(property, `${name}.`, required);
    const description = [property.description, property.default === undefined ? undefined : `Default: ${JSON.stringify(property.default)}.`];
    return [{ name, type: typeText(property, name), required, description: description.filter(Boolean).join(" ") }];
  });
}

function typeText(schema: JsonSchema, name: string): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map((part) => typeText(part, name)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") return `${typeText(schema.items ?? {}, name)}[]`;
  if (schema.type === "object") return typeof schema.additionalProperties === "object" ? `{ [key]: ${typeText(schema.additionalProperties, name)} }` : "object";
  if (schema.type === "string") return schema.format === "date-time" ? "string (ISO 8601)" : "string";
  if (schema.type === undefined) throw new Error(`The docs cannot say what "${name}" is.`);
  return schema.type;
}
