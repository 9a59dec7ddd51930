import { describe, expect, it } from "vitest";
import { ingest, list, update } from "./operations/cancellations.ts";
import { operations } from "./operations.ts";
import { referenceOf } from "./reference.ts";

describe("referenceOf", () => {
  it("writes every endpoint, and a sentence for each field", () => {
    for (const operation of operations) {
      const { bodyFields, pathFields, queryFields, errors, answers } = referenceOf(operation);
      expect(answers.length).toBeGreaterThan(0);
      if (operation.access === "key") expect(errors.map(({ code }) => code)).toContain("unauthenticated");
      for (const field of [...bodyFields, ...pathFields, ...queryFields]) expect(field.description, field.name).not.toBe("");
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
      occurredAt: "string",
      metadata: "{ [key]: string | number | boolean | null }",
    });
  });

  it("says of each field what a value must keep to, and what stands for one that is left out", () => {
    const of = (fields: { name: string; limits: string[]; default: string | null }[]) =>
      Object.fromEntries(fields.map(({ name, limits, default: standard }) => [name, [...limits, ...(standard === null ? [] : [`= ${standard}`])].join(", ")]));
    expect(of(referenceOf(ingest).bodyFields)).toEqual({
      environment: '= "prod"',
      eventId: "1 to 255 characters",
      userId: "at most 255 characters",
      reasonKey: "",
      outcome: "",
      "offer.type": '= "none"',
      "offer.accepted": "= false",
      "offer.label": "at most 255 characters",
      reasonText: "at most 5,000 characters",
      "context.plan": "at most 255 characters",
      "context.mrr": "0 to 1,000,000,000",
      "context.tenureDays": "0 to 36,500",
      occurredAt: "ISO 8601 with offset",
      metadata: "at most 50 keys",
    });
    expect(of(referenceOf(update).pathFields)).toEqual({ eventId: "1 to 255 characters" });
    expect(of(referenceOf(list).queryFields)).toMatchObject({ limit: "1 to 200, = 50", from: "ISO 8601 with offset" });
  });

  it("says which plans have an endpoint", () => {
    expect(referenceOf(update).plans).toEqual(["Advanced"]);
    expect(referenceOf(operations.find(({ id }) => id === "listReasons") as typeof ingest).plans).toEqual(["Core", "Advanced"]);
    expect(referenceOf(operations.find(({ id }) => id === "getOpenApi") as typeof ingest).plans).toEqual([]);
  });
});
