import { describe, expect, it } from "vitest";
import { attemptWords, isDelivered } from "./attempt-words.ts";
import { shownUrl } from "./shown-url.ts";

describe("attemptWords", () => {
  it.each([
    [200, null, "Answered 200 in 132 ms.", true],
    [500, null, "Answered 500 in 132 ms: only 2xx counts as delivered.", false],
    [302, null, "Answered 302 in 132 ms: redirects are not followed. Give the address that it leads to.", false],
    [410, null, "Answered 410 in 132 ms: nothing more is wanted, so the endpoint was switched off.", false],
    [200, "No whole answer within 15 seconds.", "Answered 200 in 132 ms, then failed: No whole answer within 15 seconds.", false],
    [null, "The connection was refused.", "The connection was refused.", false],
  ])("says what %s %s means", (status, error, words, delivered) => {
    expect(attemptWords({ status, error, durationMs: 132 })).toBe(words);
    expect(isDelivered({ status, error })).toBe(delivered);
  });

  it("counts in seconds what takes longer", () => expect(attemptWords({ status: 204, error: null, durationMs: 12_340 })).toBe("Answered 204 in 12.3 s."));
});

describe("shownUrl", () => {
  it.each([
    ["https://hooks.example.com/a/b", "https://hooks.example.com/a/b"],
    ["https://hooks.example.com:8443/?token=s3cret", "https://hooks.example.com:8443/?…"],
    ["https://user:pass@hooks.example.com/a?x#y", "https://hooks.example.com/a?…"],
  ])("shows %s as %s", (url, shown) => expect(shownUrl(url)).toBe(shown));
});
