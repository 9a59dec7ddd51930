import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { auditKinds, auditSentence, hasAuditSentence } from "#lib/features/audit/model/audit-sentence.ts";

/** The actions that the code base writes, from its text. */
function writtenActions(): string[] {
  const files = globSync("lib/**/*.ts", { exclude: (path) => path.endsWith(".test.ts") });
  const actions = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    if (!/\brecordAudit\(/.test(text) || file.endsWith("audit/record.ts")) return [];
    const given = [...text.matchAll(/\baction: ([^,\n}]+)/g)].flatMap(([, value = ""]) => [...value.matchAll(/"([^"]+)"/g)].map(([, action = ""]) => action));
    if (given.length === 0) throw new Error(`${file} records an action that this test cannot read; write it as a literal beside \`action:\`.`);
    return given;
  });
  return [...new Set(actions)].sort();
}

describe("auditSentence", () => {
  it("has words for every action that is written", () => {
    const actions = writtenActions();
    expect(actions.length).toBeGreaterThan(15);
    expect(actions.filter((action) => !hasAuditSentence(action))).toEqual([]);
  });

  it("has a kind for every action that is written, and each kind once", () => {
    const kindsOf = (action: string) => auditKinds.filter(({ prefix }) => action.startsWith(prefix));
    expect(writtenActions().filter((action) => kindsOf(action).length !== 1)).toEqual([]);
  });

  it.each([
    ["api_key.created", { name: "backend", environments: "any" }, "Created the API key “backend”"],
    ["reason.updated", { labelFrom: "Other", labelTo: "Else" }, "Renamed the reason “Other” to “Else”"],
    ["reason.updated", { languages: "de" }, "Changed the translations of the reason t"],
    ["reason.updated", { followUpQuestion: null }, "Changed the follow-up question of the reason t"],
    ["workspace.updated", { nameFrom: "a", nameTo: "b", currencyFrom: "USD", currencyTo: "EUR" }, "Changed the name to “b”, the currency to “EUR”"],
    [
      "billing.access_changed",
      { planFrom: "core", planTo: "core", accessFrom: "past_due", accessTo: "read_only" },
      "Billing changed the access from past due to read only",
    ],
    ["cancellations.exported", { rows: 1204, filters: "" }, "Exported 1,204 cancellations of t"],
    ["cancellations.exported", { rows: 1, filters: "outcome=churned" }, "Exported 1 cancellation of t, filtered by outcome=churned"],
    ["some.day", {}, "some.day"],
    ["constructor", {}, "constructor"],
  ])("says %s %o", (action, detail, sentence) => {
    expect(auditSentence({ action, target: "t", detail })).toBe(sentence);
  });
});
