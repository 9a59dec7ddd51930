import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { listAuditEntries } from "#lib/features/audit/list.ts";
import type { AuditListInput } from "#lib/features/audit/model/audit-entry.ts";
import { recordAudit } from "#lib/features/audit/record.ts";
import { updateWorkspace } from "#lib/features/workspaces/update.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

const clock = fixedClock("2026-03-01T00:00:00Z");
const keyId = uuidv7();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace({ clock });
  const { ctx } = workspace;
  await updateWorkspace({ ctx, input: { timeZone: "Europe/Berlin" } });
  const ana = asMember(ctx, "admin", "ana@example.com");
  const write = (as: typeof ctx, at: string, action: string, target: string) => {
    clock.set(at);
    return withWorkspace(ctx.workspace.id, (db) => recordAudit(db, as, ctx.workspace.id, { action, target, detail: { n: 1 } }));
  };
  await write(ana, "2026-03-28T22:59:59Z", "flow.published", "50%_off");
  await write({ ...ctx, actor: { type: "api_key", id: keyId, name: "Server" } }, "2026-03-28T23:00:00Z", "flow.drafted", "other");
  await write(ana, "2026-03-29T21:59:59Z", "flowers.bought", "OTHER thing");
  await write(ana, "2026-03-29T22:00:00Z", "flow.published", "other");
});

const list = async (input: AuditListInput) => (await listAuditEntries({ ctx: workspace.ctx, input })).data.map(({ action, target }) => [action, target]);

describe("listAuditEntries", () => {
  it("answers the latest first, with who it was, by the name of then", async () => {
    const { data } = await listAuditEntries({ ctx: workspace.ctx, input: { limit: 3 } });
    expect(data).toMatchObject([
      { at: "2026-03-29T22:00:00.000Z", actor: { type: "user", name: "ana@example.com" }, action: "flow.published", target: "other", detail: { n: 1 } },
      { action: "flowers.bought", actor: { id: expect.stringMatching(/^usr_/) } },
      { action: "flow.drafted", actor: { type: "api_key", id: formatId("key", keyId), name: "Server" }, requestId: "test" },
    ]);
    const all = await listAuditEntries({ ctx: workspace.ctx, input: {} });
    expect(all.data.at(-1)).toMatchObject({ actor: { type: "system", id: null, name: "test" } });
    expect(all.nextCursor).toBeNull();
  });

  it("filters by the beginning of the action, actor, target and the workspace's own days", async () => {
    expect(await list({ action: "flow" })).toHaveLength(4);
    expect(await list({ action: "flow." })).toHaveLength(3);
    expect(await list({ actor: "ANA@", action: "flow.published" })).toHaveLength(2);
    expect(await list({ actor: formatId("key", keyId) })).toEqual([["flow.drafted", "other"]]);
    expect(await list({ target: "other", action: "flow" })).toHaveLength(3);
    expect(await list({ target: "%_o" })).toEqual([["flow.published", "50%_off"]]);
    // 29 March 2026 has 23 hours in Berlin.
    expect(await list({ from: "2026-03-29", to: "2026-03-30" })).toEqual([
      ["flowers.bought", "OTHER thing"],
      ["flow.drafted", "other"],
    ]);
  });

  it("is walked in pages without a gap or a repeat", async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAuditEntries({ ctx: workspace.ctx, input: { limit: 3, cursor } });
      seen.push(...page.data.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const all = await listAuditEntries({ ctx: workspace.ctx, input: { limit: 200 } });
    expect(seen).toEqual(all.data.map(({ id }) => id));
  });

  it("refuses bad input by name, and whoever is no admin", async () => {
    const { ctx } = workspace;
    for (const [input, path] of [
      [{ from: "2026-02-30" }, "from"],
      [{ action: "'; drop" }, "action"],
      [{ cursor: "nonsense" }, "cursor"],
      [{ limit: 0 }, "limit"],
    ] as const) {
      await expect(listAuditEntries({ ctx, input })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path }] });
    }
    await expect(listAuditEntries({ ctx: asMember(ctx, "analyst"), input: {} })).rejects.toMatchObject({ code: "forbidden" });
    const stranger = await makeWorkspace();
    expect((await listAuditEntries({ ctx: stranger.ctx, input: { action: "flow" } })).data).toEqual([]);
  });
});
