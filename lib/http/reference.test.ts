import { describe, expect, it } from "vitest";
import { ingest, update } from "./operations/cancellations.ts";
import { operations } from "./operations.ts";
import { referenceOf } from "./reference.ts";

describe("referenceOf", () => {
  it("writes every endpoint, and a sentence for each field", () => {
    for (const operation of operations) {
      const { bodyFields, pathFields, errors, answers } = referenceOf(operation);
      expect(answers.length).toBeGreaterThan(0);
      if (operation.access === "key") expect(errors.map(({ code }) => code)).toContain("unauthenticated");
      for (const field of [...bodyFields, ...pathFields]) expect(field.description, field.name).not.toBe("");
    }
  });

  it("lists the fields of a new cancellation as the contract does", () => {
    const fields = referenceOf(ingest).bodyFields;
    expect(fields.map(({ name }) => name)).toEqual([
      ..."environment eventId userId reasonKey outcome offer.type offer.accepted offer.label reasonText".split(" "),
      ..."context.plan context.mrr context.tenureDays occurredAt metadata".split(" "),
    ]);
    expect(fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(["eventId", "reasonKey"]);
    const types = Object.fromEntries(fields.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      environment: '"prod" | "sandbox"',
      "offer.accepted": "boolean",
      "context.mrr": "number",
      "context.tenureDays": "integer",
      occurredAt: "string (ISO 8601)",
      metadata: "{ [key]: string | number | boolean | null }",
    });
    expect(fields[0]?.description).toContain('Default: "prod".');
  });

  it("says which plans have an endpoint", () => {
    expect(referenceOf(update).plans).toEqual(["Advanced"]);
    expect(referenceOf(operations.find(({ id }) => id === "listReasons") as typeof ingest).plans).toEqual(["Core", "Advanced"]);
    expect(referenceOf(operations.find(({ id }) => id === "getOpenApi") as typeof ingest).plans).toEqual([]);
  });
});
