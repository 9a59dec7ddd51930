import { describe, expect, it } from "vitest";
import { parseAuditFilters } from "#lib/features/audit/model/audit-entry.ts";

describe("parseAuditFilters", () => {
  it("reads what an address asks for", () => {
    const query = { action: "api_key", actor: " ana ", target: "", from: "2026-01-01", cursor: "x" };
    expect(parseAuditFilters(query)).toEqual({ filters: { action: "api_key", actor: "ana", from: "2026-01-01" }, dropped: [] });
  });

  it("looks for nothing that nobody could have typed", () => {
    for (const target of ["a\0b", "a\u0007", "a\u202eb", "a\ud800"])
      expect(parseAuditFilters({ target }), JSON.stringify(target)).toEqual({ filters: {}, dropped: ["target"] });
  });

  it("drops what makes no sense, and tells", () => {
    const query = { action: "Drop table", actor: ["a", "b"], target: "a\0b", from: "yesterday", to: "2026-02-30" };
    expect(parseAuditFilters(query)).toEqual({ filters: {}, dropped: ["action", "actor", "target", "from", "to"] });
  });
});
