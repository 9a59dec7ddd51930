import { afterAll, describe, expect, it } from "vitest";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { listCancellations } from "#lib/features/cancellations/list.ts";
import { seedWorkspace } from "#lib/features/cancellations/seed.ts";
import { closePools } from "#lib/platform/db.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

describe("seedWorkspace", () => {
  it("stores events with their histories, and adds nothing when run again", async () => {
    const { ctx } = await makeWorkspace();
    const progress: number[] = [];
    const first = await seedWorkspace({ ctx, input: { events: 2_500, months: 6 }, onProgress: (done) => progress.push(done) });
    expect(first).toMatchObject({ created: 2_500, alreadyThere: 0 });
    expect(first.outcomeUpdates).toBeGreaterThan(100);
    expect(progress).toEqual([2_000, 2_500]);
    const before = await listCancellations({ ctx, input: { environment: "prod", limit: 200 } });

    expect(await seedWorkspace({ ctx, input: { events: 2_500, months: 6 } })).toEqual({ created: 0, alreadyThere: 2_500, outcomeUpdates: 0 });
    expect(await listCancellations({ ctx, input: { environment: "prod", limit: 200 } })).toEqual(before);

    expect(before.data.every(({ source, receivedAt }) => source === "import" && Date.parse(receivedAt) <= Date.now())).toBe(true);
    const histories = await Promise.all(before.data.map(({ eventId }) => getCancellation({ ctx, input: { environment: "prod", eventId } })));
    for (const { outcome, history } of histories) {
      expect(history.filter(({ current }) => current).map((update) => update.outcome)).toEqual(outcome === "pending" ? [] : [outcome]);
      expect(history.every(({ actor }) => actor.type === "system")).toBe(true);
    }
  });

  it("fills the environment that was asked for, and takes more of the same seed", async () => {
    const { ctx } = await makeWorkspace();
    await seedWorkspace({ ctx, input: { events: 30, months: 1, environment: "sandbox", seed: 7 } });
    expect((await listCancellations({ ctx, input: { environment: "prod", limit: 1 } })).data).toEqual([]);
    expect(await seedWorkspace({ ctx, input: { events: 40, months: 1, environment: "sandbox", seed: 7 } })).toMatchObject({ created: 10, alreadyThere: 30 });
  });

  it("gives enabled reasons alone", async () => {
    const workspace = await makeWorkspace();
    for (const key of ["too_expensive", "not_using", "missing_features", "switched_competitor"]) await workspace.setReason(key, false);
    await seedWorkspace({ ctx: workspace.ctx, input: { events: 100, months: 1 } });
    const { data } = await listCancellations({ ctx: workspace.ctx, input: { environment: "prod", limit: 200 } });
    expect(new Set(data.map(({ reasonKey }) => reasonKey))).toEqual(new Set(["technical_issues", "other"]));
  });

  it("refuses bad numbers, a read-only workspace, and one without reasons", async () => {
    const { ctx } = await makeWorkspace();
    await expect(seedWorkspace({ ctx, input: { events: 0, months: 1 } })).rejects.toMatchObject({ code: "validation_failed" });
    await expect(seedWorkspace({ ctx, input: { events: 1, months: 0 } })).rejects.toMatchObject({ code: "validation_failed" });
    const readOnly = await makeWorkspace({ access: "read_only" });
    const readOnlyCtx = { ...readOnly.ctx, workspace: { ...readOnly.ctx.workspace, access: "read_only" as const } };
    await expect(seedWorkspace({ ctx: readOnlyCtx, input: { events: 1, months: 1 } })).rejects.toMatchObject({ code: "workspace_read_only" });
    const silent = await makeWorkspace();
    // No verb switches the last one off.
    await ownerQuery("update reasons set enabled = false where workspace_id = $1", [silent.ctx.workspace.id]);
    await expect(seedWorkspace({ ctx: silent.ctx, input: { events: 1, months: 1 } })).rejects.toMatchObject({ code: "validation_failed" });
  });
});
