import { beforeAll, describe, expect, it } from "vitest";
import { limits, peekToken, policyHeader, remainingHeader, takeToken } from "#lib/features/rate-limits/token-bucket.ts";
import { useSettings } from "#lib/testing/settings.ts";

beforeAll(() => useSettings({ RATE_LIMIT_KEY_WRITES: "2:5", RATE_LIMIT_FAILED_AUTH: "1:1", RATE_LIMIT_KEY_READS: "off" }));

const take = (key: string, now: number) => takeToken("key_writes", key, now);

describe("a token bucket", () => {
  it("lets the burst pass at once, then the rate, and says when", () => {
    for (let left = 4; left >= 0; left--)
      expect(take("a", 1000)).toEqual({ allowed: true, remaining: left, resetSeconds: Math.ceil((5 - left) / 2), retryAfter: 0 });
    expect(take("a", 1000)).toEqual({ allowed: false, remaining: 0, resetSeconds: 3, retryAfter: 1 });
    expect(take("a", 1499).allowed).toBe(false);
    expect(take("a", 1500).allowed).toBe(true);
    expect(take("a", 1500).allowed).toBe(false);
  });

  it("never holds more than the burst, and a refused call costs nothing", () => {
    for (let i = 0; i < 20; i++) take("b", 0);
    expect(take("b", 1000).remaining).toBe(1);
    expect(take("b", 3_600_000).remaining).toBe(4);
  });

  it("does not fill up when time goes backwards", () => {
    for (let i = 0; i < 5; i++) take("c", 10_000);
    expect(take("c", 5_000).allowed).toBe(false);
    expect(take("c", 5_400).allowed).toBe(false);
  });

  it("passes the rate and no more over a long time", () => {
    let passed = 0;
    for (let now = 0; now < 60_000; now += 7) passed += take("d", now).allowed ? 1 : 0;
    expect(passed).toBe(5 + 2 * 60 - 1);
  });

  it("is its key's and its limit's own, and peeking takes nothing", () => {
    expect(peekToken("failed_auth", "x", 0)).toMatchObject({ allowed: true, remaining: 1 });
    expect(takeToken("failed_auth", "x", 0).allowed).toBe(true);
    expect(peekToken("failed_auth", "x", 0)).toMatchObject({ allowed: false, retryAfter: 1 });
    expect(peekToken("failed_auth", "y", 0).allowed).toBe(true);
    expect(peekToken("key_writes", "x", 0).remaining).toBe(5);
  });

  it("that is off lets everything pass", () => {
    for (let i = 0; i < 10_000; i++) expect(takeToken("key_reads", "k", 0)).toMatchObject({ allowed: true, retryAfter: 0 });
  });
});

describe("its headers", () => {
  it("name the limit, what is left and when it is full, as the draft says", () => {
    expect(policyHeader("key_writes")).toBe('"key-writes";q=5;w=3');
    expect(policyHeader("failed_auth")).toBe('"failed-authentication";q=1;w=1');
    expect(remainingHeader("key_writes", take("e", 0))).toBe('"key-writes";r=4;t=1');
    expect(policyHeader("key_reads")).toMatch(/^"key-reads";q=\d+;w=1$/);
  });

  it("have a name of their own for every limit", () => {
    const names = Object.values(limits).map(({ header }) => header);
    expect(new Set(names).size).toBe(names.length);
  });
});
