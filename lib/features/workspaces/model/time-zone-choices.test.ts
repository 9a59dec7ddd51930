import { describe, expect, it } from "vitest";
import { timeZoneChoices } from "#lib/features/workspaces/model/time-zone-choices.ts";
import { isTimeZone } from "#lib/features/workspaces/model/workspace-settings.ts";

describe("timeZoneChoices", () => {
  it("names each zone as it is called today, and only zones", () => {
    const zones = timeZoneChoices("UTC");
    expect(zones[0]).toBe("UTC");
    expect(zones).toEqual(expect.arrayContaining(["Asia/Kolkata", "Europe/Kyiv", "Europe/Berlin", "America/Argentina/Buenos_Aires"]));
    expect(zones).not.toContain("Asia/Calcutta");
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
  });

  it("keeps what is stored", () => {
    expect(timeZoneChoices("US/Pacific")).toContain("US/Pacific");
    expect(timeZoneChoices("Asia/Calcutta")).toContain("Asia/Calcutta");
  });
});
