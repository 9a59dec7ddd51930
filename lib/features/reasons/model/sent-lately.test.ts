import { describe, expect, it } from "vitest";
import type { UsedReason } from "./reason-usage.ts";
import { isSentLately, sentLatelyText } from "./sent-lately.ts";

const sent = (prod: number, sandbox: number) => ({ sentLately: { prod, sandbox } }) as UsedReason;

describe("sentLatelyText", () => {
  it.each([
    [1, 0, "1 cancellation in prod"],
    [1_200, 1, "1,200 cancellations in prod and 1 in sandbox"],
    [0, 3, "3 cancellations in sandbox"],
  ])("names the environments that have any: %i and %i", (prod, sandbox, words) => {
    expect(sentLatelyText(sent(prod, sandbox))).toBe(`${words} came with this key by the API in the last 30 days`);
    expect(isSentLately(sent(prod, sandbox))).toBe(true);
  });

  it("has nothing to say of a key that nobody sends", () => expect(isSentLately(sent(0, 0))).toBe(false));
});
