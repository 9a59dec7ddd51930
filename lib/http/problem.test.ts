import { beforeAll, describe, expect, it } from "vitest";
import { DomainError, errorCodes } from "#lib/core/errors.ts";
import { problemTable, toDomainError, toProblem } from "#lib/http/problem.ts";
import { useSettings } from "#lib/testing/settings.ts";

beforeAll(() => useSettings({ APP_URL: "https://app.example.com" }));

describe("the table of problems", () => {
  it("has exactly one row for every code, with a status, a title and advice", () => {
    expect(Object.keys(problemTable)).toEqual([...errorCodes]);
    for (const { status, title, advice } of Object.values(problemTable)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(advice).toMatch(/\.$/);
    }
  });

  it("gives the statuses of the contract", () => {
    expect(Object.fromEntries(Object.entries(problemTable).map(([code, { status }]) => [code, status]))).toEqual({
      bad_request: 400,
      malformed_json: 400,
      validation_failed: 400,
      hosted_session_id: 400,
      unauthenticated: 401,
      workspace_read_only: 402,
      plan_required: 403,
      demo_workspace: 403,
      sandbox_only_key: 403,
      forbidden: 403,
      not_found: 404,
      method_not_allowed: 405,
      conflict: 409,
      wrong_environment: 409,
      payload_too_large: 413,
      unsupported_media_type: 415,
      result_token_invalid: 400,
      return_url_missing: 409,
      idempotency_key_reused: 409,
      event_id_reused: 422,
      rate_limited: 429,
      internal: 500,
      unavailable: 503,
    });
  });
});

describe("toProblem", () => {
  it.each([...errorCodes])("%s becomes RFC 9457's fields", (code) => {
    const errors = [{ path: "a.b", code: "wrong", message: "is wrong" }];
    const { status, title } = problemTable[code];
    const common = { type: `https://app.example.com/docs/errors#${code}`, title, status, detail: "Why.", code, requestId: "req_1" };
    expect(toProblem(new DomainError(code, "Why."), "req_1")).toEqual(common);
    expect(toProblem(new DomainError(code, "Why.", { errors }), "req_1")).toEqual({ ...common, errors });
  });
});

describe("toDomainError", () => {
  it("leaves domain errors, calls an absent database unavailable, and everything else internal without a word of it", () => {
    const own = new DomainError("conflict", "x");
    expect(toDomainError(own, "req_1")).toBe(own);
    expect(toDomainError(Object.assign(new Error("x"), { code: "ECONNREFUSED" }), "req_1").code).toBe("unavailable");
    for (const thrown of [new Error("select * from secrets"), "text", undefined, null, { code: "57P01" }]) {
      const error = toDomainError(thrown, "req_1");
      expect(error.code).toBe("internal");
      expect(error.message).not.toContain("secrets");
    }
  });
});
