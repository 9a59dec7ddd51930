import { describe, expect, it } from "vitest";
import { rateText } from "#components/ui/figure-text.ts";
import { countChange, rateChange } from "#lib/features/analytics/model/change.ts";
import { rate } from "#lib/features/analytics/model/rate.ts";
import { countChangeText, customersText, daysText, knownMoney, moneyGrounds, newsOf, rateChangeText, shareGrounds, sumText } from "./words.ts";

describe("words of figures", () => {
  it("never writes 0 % where nothing is known", () => {
    expect(rateText(rate(0, 0).value)).toBe("–");
    expect(shareGrounds(rate(0, 0))).toBe("nothing to count yet");
    expect(rateText(rate(0, 12).value)).toBe("0.0 %");
  });

  it("says how sure a rate is", () => {
    expect(`${rateText(rate(41, 177).value)} ${shareGrounds(rate(41, 177), "decided")}`).toBe("23.2 % 17.6 – 29.9 · 41 of 177 decided");
  });

  it("tells a change only when it is clear, the nearer end of the interval first", () => {
    expect(countChangeText(countChange({ count: 208, duration: 1 }, { count: 201, duration: 1 }), 201)).toBe("no clear change (was 201)");
    expect(countChangeText(countChange({ count: 300, duration: 1 }, { count: 200, duration: 1 }), 200)).toMatch(/^up 50 % \(25 – 79\), was 200$/);
    expect(countChangeText(countChange({ count: 200, duration: 1 }, { count: 300, duration: 1 }), 300)).toMatch(/^down 33 % \(20 – 44\), was 300$/);
    expect(rateChangeText(rateChange({ x: 10, n: 200 }, { x: 40, n: 200 }), rate(40, 200))).toMatch(/^down 15\.0 points \(8\.\d – 21\.\d\), was 20\.0 %$/);
    expect(rateChangeText(null, null)).toBe("nothing before to compare with");
  });

  it("says when a sum is not known, and from how many it is", () => {
    expect([knownMoney({ sum: 0, events: 0 }, 6, "USD"), moneyGrounds({ events: 0 }, 6, "pending")]).toEqual([
      "not known",
      "6 pending, none of them with an MRR",
    ]);
    expect([knownMoney({ sum: 130, events: 1 }, 5, "USD"), moneyGrounds({ events: 1 }, 5, "churned")]).toEqual(["$130", "5 churned, 1 of them with an MRR"]);
    expect([knownMoney({ sum: 0, events: 0 }, 0, "USD"), moneyGrounds({ events: 0 }, 0, "pending")]).toEqual(["$0", "0 pending"]);
  });

  it("takes no attempt without a userId for a customer", () => {
    expect([
      customersText({ customers: 187, withoutUserId: 0 }),
      customersText({ customers: 1, withoutUserId: 1 }),
      customersText({ customers: 1_870, withoutUserId: 12 }),
      customersText({ customers: 0, withoutUserId: 3 }),
      customersText({ customers: 0, withoutUserId: 0 }),
    ]).toEqual([
      "187 customers",
      "1 customer; 1 attempt without a userId",
      "1,870 customers; 12 attempts without a userId",
      "customers not known: no attempt carries a userId",
      "0 customers",
    ]);
  });

  it("knows good news from bad", () => {
    const more = countChange({ count: 300, duration: 1 }, { count: 200, duration: 1 });
    expect([newsOf(more, "down"), newsOf(more, "up"), newsOf(null, "up")]).toEqual(["bad", "good", "none"]);
  });

  it("writes money without false cents and days in full", () => {
    expect(sumText(12_410.5, "USD")).toBe("$12,411");
    expect(sumText(49.5, "EUR")).toBe("€49.50");
    expect(sumText(49, "USD")).toBe("$49");
    expect(daysText("2026-10-26", "2026-11-23")).toBe("26 Oct – 22 Nov 2026");
  });
});
