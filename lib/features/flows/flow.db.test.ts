import { afterAll, describe, expect, it } from "vitest";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { flowOfVersion } from "#lib/features/flows/flow-of-version.ts";
import { getFlow } from "#lib/features/flows/get-flow.ts";
import { getFlowVersion } from "#lib/features/flows/get-flow-version.ts";
import { listFlowVersions } from "#lib/features/flows/list-flow-versions.ts";
import { DEFAULT_FLOW } from "#lib/features/flows/model/flow-config.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { restoreFlowVersion } from "#lib/features/flows/restore-flow-version.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { closePools } from "#lib/platform/db.ts";
import { makeMember, memberContext } from "#lib/testing/accounts.ts";
import { discountOffer, flowConfig, pauseOffer } from "#lib/testing/flows.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

const draftOf = async (ctx: WorkspaceContext) => (await getFlow({ ctx })).draft;

/** A workspace with `count` published versions, each with another life of its links. */
async function published(count: number) {
  const { ctx } = await makeWorkspace();
  for (let i = 1; i <= count; i++) {
    const { revision } = await saveDraft({ ctx, input: { revision: i - 1, config: flowConfig({ linkLifeMinutes: 10 * i }) } });
    await publishFlow({ ctx, input: { revision, note: `Life ${10 * i}` } });
  }
  return ctx;
}

describe("the draft", () => {
  it("is the usual flow until it is saved, and then what was saved, by whom and when", async () => {
    const workspace = await makeWorkspace();
    const ana = await makeMember(workspace, "admin");
    const ctx = memberContext(workspace, ana, "admin");
    expect(await getFlow({ ctx })).toEqual({ draft: DEFAULT_FLOW, revision: 0, savedAt: null, savedBy: null, published: null });
    const config = flowConfig({ offers: [discountOffer, pauseOffer], copy: { de: { loss: "Alles." } } });
    expect(await saveDraft({ ctx, input: { revision: 0, config } })).toEqual({ revision: 1 });
    expect(await getFlow({ ctx })).toEqual({ draft: config, revision: 1, savedAt: expect.any(String), savedBy: ana.email, published: null });
    const entries = await ownerQuery("select action, target from audit_log where workspace_id = $1 and action like 'flow.%'", [ctx.workspace.id]);
    expect(entries).toEqual([{ action: "flow.draft_saved", target: "revision 1" }]);
  });

  it("names every field that is wrong, and stays", async () => {
    const { ctx } = await makeWorkspace();
    const config = { ...flowConfig(), linkLifeMinutes: 4, offers: [{ ...discountOffer, label: "" }], extra: 1 };
    await expect(saveDraft({ ctx, input: { revision: 0, config } })).rejects.toMatchObject({
      code: "validation_failed",
      errors: expect.arrayContaining([expect.objectContaining({ path: "config.offers.0.label" }), expect.objectContaining({ path: "config.linkLifeMinutes" })]),
    });
    expect((await getFlow({ ctx })).revision).toBe(0);
  });

  it("takes no logo of another workspace", async () => {
    const { ctx } = await makeWorkspace();
    const config = flowConfig({ branding: { logoId: "a".repeat(40) } });
    await expect(saveDraft({ ctx, input: { revision: 0, config } })).rejects.toMatchObject({ errors: [{ path: "config.branding.logoId" }] });
  });

  it("of two that began at the same revision takes one, and tells the other who it was", async () => {
    const workspace = await makeWorkspace();
    const [ana, ben] = [await makeMember(workspace, "admin"), await makeMember(workspace, "owner")];
    const saves = [ana, ben].map((user, i) =>
      saveDraft({ ctx: memberContext(workspace, user, "admin"), input: { revision: 0, config: flowConfig({ linkLifeMinutes: 10 + i }) } }),
    );
    const results = await Promise.allSettled(saves);
    const won = results.findIndex(({ status }) => status === "fulfilled");
    const winner = [ana, ben][won];
    expect(results[1 - won]).toMatchObject({
      reason: { code: "conflict", message: expect.stringMatching(new RegExp(`^${winner?.email} saved the draft meanwhile, on .+\\(.+\\)\\.$`)) },
    });
    expect((await draftOf(workspace.ctx)).linkLifeMinutes).toBe(10 + won);
  });
});

describe("publishing", () => {
  it("demands markets and customers, and says every reason by its path", async () => {
    const { ctx } = await makeWorkspace();
    const { revision } = await saveDraft({ ctx, input: { revision: 0, config: { offers: [{ ...discountOffer, terms: "Last chance!" }] } } });
    await expect(publishFlow({ ctx, input: { revision } })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "markets" }, { path: "customerTypes" }, { path: "offers.0.terms", code: "us-baseline" }],
    });
    expect((await getFlow({ ctx })).published).toBeNull();
  });

  it("makes one version, however many ask at once, and none where nothing changed", async () => {
    const { ctx } = await makeWorkspace();
    await expect(publishFlow({ ctx, input: { revision: 0 } })).rejects.toMatchObject({ code: "conflict" });
    const { revision } = await saveDraft({ ctx, input: { revision: 0, config: flowConfig() } });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => publishFlow({ ctx, input: { revision } })));
    expect(results.filter(({ status }) => status === "fulfilled")).toEqual([{ status: "fulfilled", value: { version: 1 } }]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: "Nothing has changed since version 1." },
    });
    expect((await listFlowVersions({ ctx, input: { before: null, limit: 10 } })).versions).toHaveLength(1);
  });

  it("publishes what the caller saw, not what somebody saved meanwhile", async () => {
    const { ctx } = await makeWorkspace();
    const { revision } = await saveDraft({ ctx, input: { revision: 0, config: flowConfig() } });
    await saveDraft({ ctx, input: { revision, config: flowConfig({ linkLifeMinutes: 99 }) } });
    await expect(publishFlow({ ctx, input: { revision } })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is what sessions run on, while the draft goes on", async () => {
    const ctx = await published(2);
    await saveDraft({ ctx, input: { revision: 2, config: flowConfig({ linkLifeMinutes: 1_000 }) } });
    expect(await getFlow({ ctx })).toMatchObject({ revision: 3, published: { version: 2, note: "Life 20", config: { linkLifeMinutes: 20 } } });
    expect((await flowOfVersion({ ctx, input: { version: 1 } })).linkLifeMinutes).toBe(10);
    expect((await flowOfVersion({ ctx, input: { version: 2 } })).linkLifeMinutes).toBe(20);
  });
});

describe("versions", () => {
  it("are listed page by page, the latest first", async () => {
    const ctx = await published(3);
    const first = await listFlowVersions({ ctx, input: { before: null, limit: 2 } });
    expect(first.versions.map(({ version, note }) => [version, note])).toEqual([
      [3, "Life 30"],
      [2, "Life 20"],
    ]);
    expect(first.nextBefore).toBe(2);
    const second = await listFlowVersions({ ctx, input: { before: first.nextBefore, limit: 2 } });
    expect(second).toMatchObject({ versions: [{ version: 1 }], nextBefore: null });
    expect((await getFlowVersion({ ctx, input: { version: 1 } })).config.linkLifeMinutes).toBe(10);
    await expect(getFlowVersion({ ctx, input: { version: 4 } })).rejects.toMatchObject({ code: "not_found" });
    const other = await makeWorkspace();
    await expect(getFlowVersion({ ctx: other.ctx, input: { version: 1 } })).rejects.toMatchObject({ code: "not_found" });
  });

  it("become the draft again, and a new version when they are published", async () => {
    const ctx = await published(2);
    await expect(restoreFlowVersion({ ctx, input: { version: 1, revision: 1 } })).rejects.toMatchObject({ code: "conflict" });
    await expect(restoreFlowVersion({ ctx, input: { version: 9, revision: 2 } })).rejects.toMatchObject({ code: "not_found" });
    const { revision } = await restoreFlowVersion({ ctx, input: { version: 1, revision: 2 } });
    expect(await getFlow({ ctx })).toMatchObject({ draft: { linkLifeMinutes: 10 }, published: { version: 2 } });
    expect(await publishFlow({ ctx, input: { revision } })).toEqual({ version: 3 });
    expect((await flowOfVersion({ ctx, input: { version: 3 } })).linkLifeMinutes).toBe(10);
  });

  it("warns of nothing that publishing does not need: an origin may come later", async () => {
    const ctx = await published(1);
    await addReturnOrigin({ ctx, input: { origin: "https://app.example.com" } });
    expect((await getFlow({ ctx })).published?.version).toBe(1);
  });
});
