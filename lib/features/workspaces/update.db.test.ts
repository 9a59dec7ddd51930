import { describe, expect, it } from "vitest";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { timeZones } from "#lib/features/workspaces/model/workspace-settings.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { updateWorkspace } from "#lib/features/workspaces/update.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const event = { eventId: "e", reasonKey: "other" };

describe("updateWorkspace", () => {
  it("changes what it is given, says from what to what, and shows in the profile", async () => {
    const { ctx, workspaceKey } = await makeWorkspace();
    expect(await workspaceProfile({ ctx })).toEqual({
      workspaceKey,
      name: "Test",
      timeZone: "UTC",
      currency: "USD",
      currencyFixed: false,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    await updateWorkspace({ ctx: asMember(ctx, "admin"), input: { name: " Acme ", timeZone: "Europe/Berlin", currency: "EUR" } });
    await updateWorkspace({ ctx, input: { name: "Acme", currency: undefined } });
    expect(await workspaceProfile({ ctx })).toMatchObject({ name: "Acme", timeZone: "Europe/Berlin", currency: "EUR" });
    const entries = await ownerQuery("select detail, actor_name from audit_log where workspace_id = $1 and action = 'workspace.updated'", [ctx.workspace.id]);
    expect(entries).toEqual([
      {
        actor_name: "admin@example.com",
        detail: { nameFrom: "Test", nameTo: "Acme", timeZoneFrom: "UTC", timeZoneTo: "Europe/Berlin", currencyFrom: "USD", currencyTo: "EUR" },
      },
    ]);
  });

  it("fixes the currency with the first event in prod, not with one in sandbox", async () => {
    const { ctx } = await makeWorkspace();
    await ingestCancellation({ ctx, input: { ...event, environment: "sandbox" } });
    await updateWorkspace({ ctx, input: { currency: "EUR" } });
    await ingestCancellation({ ctx, input: { ...event, environment: "prod" } });
    expect(await workspaceProfile({ ctx })).toMatchObject({ currency: "EUR", currencyFixed: true });
    await expect(updateWorkspace({ ctx, input: { name: "New", currency: "JPY" } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("fixed since the first prod event"),
      errors: [{ path: "currency" }],
    });
    expect(await workspaceProfile({ ctx })).toMatchObject({ name: "Test", currency: "EUR" });
    await updateWorkspace({ ctx, input: { name: "New", currency: "EUR" } });
  });

  it.each([
    [{ name: " " }, "name"],
    [{ timeZone: "Europe/Atlantis" }, "timeZone"],
    [{ timeZone: "+02:00" }, "timeZone"],
    [{ timeZone: "europe/berlin" }, "timeZone"],
    [{ timeZone: "" }, "timeZone"],
    [{ currency: "eur" }, "currency"],
    [{ currency: "ABC" }, "currency"],
  ])("refuses %o", async (input, path) => {
    const { ctx } = await makeWorkspace();
    await expect(updateWorkspace({ ctx, input })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path }] });
  });

  it("is for admins", async () => {
    const { ctx } = await makeWorkspace();
    await expect(updateWorkspace({ ctx: asMember(ctx, "analyst"), input: { name: "x" } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(workspaceProfile({ ctx: asMember(ctx, null) })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("offers no zone that the database does not know", async () => {
    const known = await ownerQuery<{ name: string }>("select name from pg_timezone_names");
    const names = new Set(known.map(({ name }) => name));
    expect(timeZones().filter((zone) => !names.has(zone))).toEqual([]);
  });
});
