import { describe, expect, test } from "vitest";
import { fieldsToRepeat, readPosted } from "./posted.ts";

const read = (fields: Record<string, string>, today = "2026-11-23") => readPosted(new URLSearchParams(fields), { reasons: [], isStatutory: true, today });

describe("when a contract should end", () => {
  test.each(["", "2026-11-23", "2026-11-24", "2099-01-01"])("%j is taken", (endsOn) => {
    expect(read({ endsOn })).toMatchObject({ faults: {}, answer: { statutory: { endsOn } } });
  });

  test.each(["2026-11-22", "2020-01-01", "2026-02-30", "tomorrow", "+275760-09-13"])("%j is none", (endsOn) => {
    expect(read({ endsOn }).faults).toEqual({ endsOn: "invalid" });
  });
});

test("what is sent again are the fields of our forms, with their line breaks", () => {
  const fields: [string, string][] = [
    ["do", "survey"],
    ["reasonKey", "other"],
    ["followUp.other", "one\r\ntwo"],
    ["__proto__", "x"],
    ["reasonText", ""],
    ["followUp.", "x"],
    ["action", "https://evil.example"],
    ["email", "jo@example.com"],
  ];
  expect(fieldsToRepeat(new URLSearchParams(fields))).toEqual([fields[1], fields[2], fields[4], fields[7]]);
});
