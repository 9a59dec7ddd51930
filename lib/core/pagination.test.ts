import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "#lib/core/pagination.ts";

describe("cursors", () => {
  it("carry their parts through a URL unchanged", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }), (parts) => {
        const cursor = encodeCursor(parts);
        expect(encodeURIComponent(cursor)).toBe(cursor);
        expect(decodeCursor(cursor, parts.length)).toEqual(parts);
      }),
    );
  });

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

  it.each([
    ["empty", ""],
    ["no base64", "%%%"],
    ["no JSON", Buffer.from("a,b").toString("base64url")],
    ["too few parts", encodeCursor(["a"])],
    ["too many parts", encodeCursor(["a", "b", "c"])],
    ["parts that are no text", encoded(["a", 1])],
    ["an object", encoded({ 0: "a", 1: "b", length: 2 })],
    ["null", encoded(null)],
  ])("that are not ours are null: %s", (_name, cursor) => expect(decodeCursor(cursor, 2)).toBeNull());
});
