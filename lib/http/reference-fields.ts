import { z } from "zod";
import type { ReferenceField } from "#lib/core/api-reference.ts";

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
}

/**
 * The fields of an object, those of objects inside it under dotted paths.
 * @param io what a caller may write, or what we write
 * @throws Error for a field that the docs cannot name the type of, which a test finds before a reader does.
 */
export function fieldsOf(type: z.ZodType | undefined, io: "input" | "output" = "input"): ReferenceField[] {
  if (type === undefined) return [];
  const { $ref, $defs, ...schema } = z.toJSONSchema(type, { io, unrepresentable: "any", target: "draft-2020-12" }) as JsonSchema;
  // A schema with a name of its own comes as a reference to it.
  return rows($ref === undefined ? schema : ($defs?.[nameOf($ref)] ?? {}), "", true);
}

function rows(schema: JsonSchema, prefix: string, parentRequired: boolean): ReferenceField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = prefix + key;
    const required = parentRequired && (schema.required ?? []).includes(key);
    if (Object.keys(property.properties ?? {}).length > 0) return rows(property, `${name}.`, required);
    return [
      {
        name,
        type: typeText(property, name),
        required,
        limits: limitsOf(property),
        default: property.default === undefined ? null : JSON.stringify(property.default),
        description: property.description ?? "",
      },
    ];
  });
}

const nameOf = (ref: string) => ref.replace("#/$defs/", "");

function typeText(schema: JsonSchema, name: string): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map((part) => typeText(part, name)).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.join(" | ");
  if (schema.type === "array") return `${typeText(schema.items ?? {}, name)}[]`;
  if (schema.type === "object") return typeof schema.additionalProperties === "object" ? `{ [key]: ${typeText(schema.additionalProperties, name)} }` : "object";
  if (schema.type === undefined) throw new Error(`The docs cannot say what "${name}" is.`);
  return schema.type;
}

function limitsOf(schema: JsonSchema): string[] {
  const number = (value: number) => value.toLocaleString("en");
  const of = (what: string, min: number | undefined, max: number | undefined) => {
    const least = min === 0 ? undefined : min;
    if (max === undefined) return least === undefined ? null : `at least ${number(least)} ${what}`;
    return `${least === undefined ? "at most" : `${number(least)} to`} ${number(max)} ${what}`;
  };
  const range =
    schema.minimum === undefined && schema.maximum === undefined
      ? null
      : schema.maximum === undefined || schema.maximum === Number.MAX_SAFE_INTEGER
        ? `from ${number(schema.minimum as number)}`
        : `${number(schema.minimum as number)} to ${number(schema.maximum)}`;
  return [
    schema.format === "date-time" ? "ISO 8601 with offset" : null,
    of("characters", schema.minLength, schema.maxLength),
    range,
    of("items", schema.minItems, schema.maxItems),
    of("keys", undefined, schema.maxProperties),
  ].filter((limit) => limit !== null);
}
