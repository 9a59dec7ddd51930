import { beforeAll, expect, it } from "vitest";
import { knownDevice, makeDevice } from "#lib/http/known-device.ts";
import { useSettings } from "#lib/testing/settings.ts";

beforeAll(() => useSettings());

it("is known for the e-mail that it was made for, and no other", () => {
  const cookie = makeDevice("Ada@Example.com ");
  const id = knownDevice(cookie, "ada@example.com");
  expect(id).toMatch(/^[\w-]{43}$/);
  expect(knownDevice(cookie, "grace@example.com")).toBeNull();
  expect(knownDevice(makeDevice("ada@example.com"), "ada@example.com")).not.toBe(id);
  expect(cookie).not.toContain("ada");
});

it.each([undefined, "", ".", "a", "a.b", "a.b.c", `.${"A".repeat(43)}`])("%o is known for nobody", (cookie) => {
  expect(knownDevice(cookie, "ada@example.com")).toBeNull();
});
