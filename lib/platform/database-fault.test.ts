import { describe, expect, it } from "vitest";
import { databaseFault, noEntry } from "#lib/platform/database-fault.ts";

const coded = (code: string, message: string) => Object.assign(new Error(message), { code });
/** As Prisma throws it. */
const wrapped = (originalCode: string, originalMessage: string) =>
  Object.assign(new Error("\nInvalid invocation:\n\nDatabase error."), {
    code: "P2039",
    meta: { driverAdapterError: { cause: { originalCode, originalMessage } } },
  });

describe("databaseFault", () => {
  it.each<[string, unknown, { code: string; words: string }]>([
    ["of pg", coded("3D000", "no such database"), { code: "3D000", words: "no such database" }],
    ["of Prisma", wrapped("28P01", "wrong password"), { code: "28P01", words: "wrong password" }],
    ["behind another error", new Error("ours", { cause: wrapped("28P01", "wrong password") }), { code: "28P01", words: "wrong password" }],
    ["of a host with several addresses", new AggregateError([coded("ECONNREFUSED", "connect ::1")]), { code: "ECONNREFUSED", words: "connect ::1" }],
    ["of several lines", coded("P2021", "\nInvalid\n\nno table"), { code: "P2021", words: "no table" }],
    ["without a code", new Error("x"), { code: "", words: "x" }],
    ["that is no error", "x", { code: "", words: "x" }],
  ])("finds the code and the words %s", (_, error, fault) => expect(databaseFault(error)).toEqual(fault));
});

describe("noEntry", () => {
  const denied = coded("42501", 'permission denied to set role "retentbase_app"');

  it.each([
    ["postgres://app@db/x", "grant retentbase_app to app;"],
    ["postgres://My%20App:p@db/x", 'grant retentbase_app to "My App";'],
    ["postgres://db/x", "grant retentbase_app to <login>;"],
  ])("names the login of %s", (url, statement) => expect(noEntry(denied, url)?.action).toContain(statement));

  it("leaves alone what has another reason", () => {
    for (const error of [coded("42501", "permission denied for table reasons"), coded("22023", "invalid value"), coded("42P01", "no table"), new Error("x")]) {
      expect(noEntry(error, "postgres://db/x")).toBeNull();
    }
  });
});
