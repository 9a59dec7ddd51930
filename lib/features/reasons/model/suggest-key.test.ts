import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reasonKeySchema } from "#lib/features/reasons/model/reason.ts";
import { suggestReasonKey } from "#lib/features/reasons/model/suggest-key.ts";

describe("suggestReasonKey", () => {
  it.each([
    ["Too expensive!", "too_expensive"],
    ["I don't use it", "i_dont_use_it"],
    ["  Zu teuer für mich ", "zu_teuer_fur_mich"],
    ["24/7 support", "24_7_support"],
    ["価格", "reason"],
    ["", "reason"],
  ])("makes of %o the key %s", (label, key) => {
    expect(suggestReasonKey(label, [])).toBe(key);
  });

  it("numbers a key that was ever used", () => {
    expect(suggestReasonKey("Other", ["other", "other_2"])).toBe("other_3");
    expect(suggestReasonKey("x".repeat(80), ["x".repeat(63)])).toBe(`${"x".repeat(61)}_2`);
  });

  it("is always a valid key that is free", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 90 }), (label) => {
        const first = suggestReasonKey(label, []);
        const second = suggestReasonKey(label, [first]);
        expect(reasonKeySchema.safeParse(first).success && reasonKeySchema.safeParse(second).success).toBe(true);
        expect(second).not.toBe(first);
      }),
    );
  });
});
