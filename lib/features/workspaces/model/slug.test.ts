import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugFromName, slugSchema } from "#lib/features/workspaces/model/slug.ts";

describe("slugFromName", () => {
  it.each([
    ["Acme, Inc.", "acme-inc"],
    ["  Zürich & Söhne GmbH  ", "zurich-sohne-gmbh"],
    ["Billing", "workspace-billing"],
    ["X", "workspace-x"],
    ["株式会社", "workspace"],
    ["--", "workspace"],
  ])("makes %j to %j", (name, slug) => {
    expect(slugFromName(name)).toBe(slug);
  });

  it("makes a valid slug of any name", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (name) => slugSchema.safeParse(slugFromName(name)).success));
    fc.assert(fc.property(fc.stringMatching(/^[a-z -]{40,80}$/), (name) => slugSchema.safeParse(slugFromName(name)).success));
  });
});

describe("slugSchema", () => {
  it.each(["acme", "a1", "a-b-c", "1-2"])("accepts %j", (slug) => {
    expect(slugSchema.safeParse(slug).success).toBe(true);
  });

  it.each(["", "a", "-a", "a-", "a--b", "A", "a_b", "a b", "ä", "docs", "settings", "a".repeat(64)])("refuses %j", (slug) => {
    expect(slugSchema.safeParse(slug).success).toBe(false);
  });
});
