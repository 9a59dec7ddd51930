import { describe, expect, it } from "vitest";
import { DomainError } from "#lib/core/errors.ts";
import { asUnavailable, isConnectionLost, isoTime, isoTimeOrNull, isUnavailable } from "#lib/platform/db.ts";

const coded = (code: string, message = "x") => Object.assign(new Error(message), { code });

describe("isUnavailable", () => {
  it.each([
    "08000",
    "08001",
    "08006",
    "08P01",
    "53000",
    "53100",
    "53200",
    "53300",
    "55P03",
    "57014",
    "57P01",
    "57P02",
    "57P03",
    "58000",
    "58030",
    "25006",
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "P1001",
    "P2024",
  ])("says yes to %s", (code) => expect(isUnavailable(coded(code))).toBe(true));

  it.each(["23505", "23514", "22P02", "22007", "42501", "42601", "42P01", "P0001", "P2002", "ERR_INVALID_ARG_TYPE", "ENOENT"])("says no to %s", (code) =>
    expect(isUnavailable(coded(code))).toBe(false),
  );

  it.each([
    "Connection terminated unexpectedly",
    "Connection terminated due to connection timeout",
    "timeout exceeded when trying to connect",
    "Query read timeout",
    "Client has encountered a connection error and is not queryable",
  ])("knows pg's own words: %s", (message) => expect(isUnavailable(new Error(message))).toBe(true));

  it("looks into what failed on several addresses at once", () => {
    expect(isUnavailable(new AggregateError([coded("ENOENT"), coded("ECONNREFUSED")]))).toBe(true);
    expect(isUnavailable(new AggregateError([coded("23505")]))).toBe(false);
  });

  it.each([undefined, null, "ECONNREFUSED", { code: "57P01" }, new Error("the user wrote: connection refused")])(
    "says no to what is no such error: %s",
    (thrown) => expect(isUnavailable(thrown)).toBe(false),
  );
});

describe("isConnectionLost", () => {
  it("leaves out a statement that waited for a lock or ran too long", () => {
    expect([coded("ECONNRESET"), coded("57P01"), coded("53100")].map(isConnectionLost)).toEqual([true, true, true]);
    expect([coded("55P03"), coded("57014"), coded("23505")].map(isConnectionLost)).toEqual([false, false, false]);
  });
});

describe("asUnavailable", () => {
  it("makes a domain error that says when to come back, without the database's words", () => {
    const error = asUnavailable(coded("ECONNREFUSED", "connect ECONNREFUSED 10.0.0.1:5432"));
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: "unavailable", retryAfter: 1 });
    expect((error as Error).message).not.toContain("10.0.0.1");
  });

  it("leaves every other error as it is", () => {
    const error = coded("23505");
    expect(asUnavailable(error)).toBe(error);
  });
});

describe("isoTime", () => {
  it.each([
    ["2026-11-23 10:00:00+00", "2026-11-23T10:00:00.000Z"],
    ["2026-11-23 10:00:00.1+00", "2026-11-23T10:00:00.100Z"],
    ["2026-11-23 10:00:00.12+00", "2026-11-23T10:00:00.120Z"],
    ["2026-11-23 10:00:00.123+00", "2026-11-23T10:00:00.123Z"],
    ["2026-11-23 10:00:00.003+00", "2026-11-23T10:00:00.003Z"],
    ["9999-12-31 23:59:59.999+00", "9999-12-31T23:59:59.999Z"],
  ])("turns %s into %s", (text, iso) => {
    expect(isoTime(text)).toBe(iso);
    expect(new Date(iso).toISOString()).toBe(iso);
  });

  it("leaves null null", () => expect(isoTimeOrNull(null)).toBeNull());
});
