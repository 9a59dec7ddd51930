import { describe, expect, it } from "vitest";
import { auditFilters, auditHref, auditQuery } from "./audit-href.ts";

describe("filters of the audit log", () => {
  it("come back from the address they were written to", () => {
    const filters = { kind: "api_key.", actor: "ana & bob@example.com", from: "2026-03-01", to: "2026-03-31" };
    const href = auditHref("/log?env=sandbox", filters, "c");
    const query = new URL(href, "http://x").searchParams;
    expect(auditFilters(Object.fromEntries(query))).toEqual(filters);
    expect([query.get("env"), query.get("cursor")]).toEqual(["sandbox", "c"]);
    expect(auditHref("/log", {})).toBe("/log");
  });

  it("leave out what makes no sense", () => {
    const nothing = { kind: undefined, actor: undefined, from: undefined, to: undefined };
    expect(auditFilters({ kind: "'; drop", actor: "  ", from: "2026-02-30", to: ["2026-01-01"] })).toEqual(nothing);
  });

  it("take the last day in", () => {
    expect(auditQuery({ from: "2026-02-28", to: "2026-02-28" })).toMatchObject({ from: "2026-02-28", to: "2026-03-01" });
    expect(auditQuery({ to: "9999-12-31" }).to).toBeUndefined();
  });
});
