import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatId, newId, parseId, timeOfUuid, uuidv7 } from "#lib/core/ids.ts";

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

describe("uuidv7", () => {
  it("is RFC 9562's version 7, unique, and in order within a process", () => {
    const ids = Array.from({ length: 20_000 }, () => uuidv7());
    for (const id of ids) expect(id).toMatch(UUID_V7);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  it("stays in order when the clock stands still, more often than its counter can count, or goes back", () => {
    const now = Date.now() + 60_000;
    const ids = [...Array.from({ length: 10_000 }, () => uuidv7(now)), uuidv7(now - 5_000), uuidv7(now + 1)];
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("carries its time", () => {
    const later = Date.now() + 3_600_000;
    expect(timeOfUuid(uuidv7(later))).toBe(later);
    expect(timeOfUuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")).toBe(0x017f22e279b0);
  });
});

describe("prefixed ids", () => {
  it("come back as the UUID they were made of", () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(parseId("can", formatId("can", uuid))).toBe(uuid);
      }),
    );
    for (const uuid of ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"]) expect(parseId("ws", formatId("ws", uuid))).toBe(uuid);
  });

  it("are as long as the column that holds them says, of the base58 alphabet", () => {
    const { id, uuid } = newId("wk");
    expect(id).toMatch(/^wk_[1-9A-HJ-NP-Za-km-z]{24}$/);
    expect(parseId("wk", id)).toBe(uuid);
  });

  it("sort as their UUIDs do", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        const [x, y] = [formatId("can", a).slice(0, -2), formatId("can", b).slice(0, -2)];
        expect(Math.sign(x < y ? -1 : x > y ? 1 : 0)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it("are refused with any one character changed", () => {
    for (let sample = 0; sample < 20; sample++) {
      const id = formatId("cxs", uuidv7());
      for (let i = 0; i < id.length; i++) {
        for (const char of `${ALPHABET}0OIl_-`) {
          if (char !== id[i]) expect(parseId("cxs", id.slice(0, i) + char + id.slice(i + 1)), `${id} with ${char} at ${i}`).toBeNull();
        }
      }
    }
  });

  it("are refused with two neighbours swapped", () => {
    for (let sample = 0; sample < 50; sample++) {
      const id = formatId("cxs", uuidv7());
      // Not across the border between body and checksum, where only nearly every swap shows.
      for (let i = 4; i < id.length - 3; i++) {
        const swapped = id.slice(0, i) + id[i + 1] + id[i] + id.slice(i + 2);
        if (swapped !== id) expect(parseId("cxs", swapped), swapped).toBeNull();
      }
    }
  });

  it("are refused under another prefix, cut short, made longer, or in another case", () => {
    const id = formatId("can", uuidv7());
    expect(parseId("cxs", id)).toBeNull();
    expect(parseId("can", id.slice(0, -1))).toBeNull();
    expect(parseId("can", `${id}1`)).toBeNull();
    expect(parseId("can", ` ${id}`)).toBeNull();
    expect(parseId("can", id.toUpperCase())).toBeNull();
    expect(parseId("can", "")).toBeNull();
  });
});
