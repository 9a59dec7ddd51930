import { describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { seedWorkspace } from "#lib/features/cancellations/seed.ts";
import { addReason } from "#lib/features/reasons/add.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { listUsedReasons } from "#lib/features/reasons/list-used.ts";
import { mergeReason } from "#lib/features/reasons/merge.ts";
import { reorderReasons } from "#lib/features/reasons/reorder.ts";
import { setReasonEnabled } from "#lib/features/reasons/set-enabled.ts";
import { unmergeReason } from "#lib/features/reasons/unmerge.ts";
import { updateReason } from "#lib/features/reasons/update.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

const usual = ["too_expensive", "missing_features", "not_using", "switched_competitor", "technical_issues", "other"];

async function reasonOf({ ctx }: TestWorkspace, key: string) {
  return (await listReasons({ ctx })).find((reason) => reason.key === key);
}

const merged = async ({ ctx }: TestWorkspace) =>
  Object.fromEntries((await listReasons({ ctx })).filter(({ mergedInto }) => mergedInto !== null).map(({ key, mergedInto }) => [key, mergedInto]));

const entries = ({ ctx }: TestWorkspace, action: string) =>
  ownerQuery<{ target: string; detail: object }>("select target, detail from audit_log where workspace_id = $1 and action = $2 order by id", [
    ctx.workspace.id,
    action,
  ]);

describe("updateReason", () => {
  it("changes label, translations and follow-up question, each for itself, and says so once", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    await updateReason({ ctx, input: { key: "other", label: "  Something else ", followUpQuestion: "What is it?" } });
    await updateReason({ ctx, input: { key: "other", labels: { de: "Anderes", "pt-BR": "Outro" } } });
    await updateReason({ ctx, input: { key: "other", label: undefined, labels: { "pt-BR": "Outro", de: "Anderes" } } });
    expect(await reasonOf(workspace, "other")).toEqual({
      key: "other",
      label: "Something else",
      labels: { de: "Anderes", "pt-BR": "Outro" },
      followUpQuestion: "What is it?",
      position: 5,
      enabled: true,
      mergedInto: null,
    });
    expect(await entries(workspace, "reason.updated")).toEqual([
      { target: "other", detail: { labelFrom: "Other", labelTo: "Something else", followUpQuestion: "What is it?" } },
      { target: "other", detail: { languages: "de, pt-BR" } },
    ]);
    await updateReason({ ctx, input: { key: "other", labels: {}, followUpQuestion: " " } });
    expect(await reasonOf(workspace, "other")).toMatchObject({ label: "Something else", labels: {}, followUpQuestion: null });
  });

  it.each([
    [{ label: " " }, "label"],
    [{ label: "l".repeat(256) }, "label"],
    [{ labels: { "pt-br": "Outro" } }, "labels.pt-br"],
    [{ labels: { german: "Anderes" } }, null],
    [{ labels: { "not a tag": "x" } }, "labels.not a tag"],
    [{ labels: { de: "" } }, "labels.de"],
    [{ followUpQuestion: "q".repeat(501) }, "followUpQuestion"],
  ])("takes or refuses %o", async (change, path) => {
    const { ctx } = await makeWorkspace();
    const update = updateReason({ ctx, input: { key: "other", ...change } });
    if (path === null) await update;
    else await expect(update).rejects.toMatchObject({ code: "validation_failed", errors: [{ path }] });
  });
});

describe("a label", () => {
  it("cannot become that of another enabled reason, in any language, whatever the case and spaces", async () => {
    const { ctx } = await makeWorkspace();
    await updateReason({ ctx, input: { key: "not_using", labels: { de: "Nutze es kaum" } } });
    const refused = (...paths: string[]) => ({
      code: "validation_failed",
      errors: paths.map((path) => ({ path, code: "taken", message: expect.stringMatching(/^must differ/) })),
    });
    await expect(addReason({ ctx, input: { key: "k", label: " TOO  Expensive" } })).rejects.toMatchObject(refused("label"));
    await expect(updateReason({ ctx, input: { key: "other", label: "too expensive" } })).rejects.toMatchObject(refused("label"));
    await expect(updateReason({ ctx, input: { key: "other", label: "Technical issues", labels: { de: "nutze ES kaum", fr: "Autre" } } })).rejects.toMatchObject(
      refused("label", "labels.de"),
    );
    // In another language, or for itself, the same words are no matter.
    await updateReason({ ctx, input: { key: "other", labels: { nl: "Nutze es kaum" } } });
    await updateReason({ ctx, input: { key: "not_using", label: "NOT using it enough" } });
    expect((await listReasons({ ctx })).find(({ key }) => key === "other")).toMatchObject({ label: "Other", labels: { nl: "Nutze es kaum" } });
  });

  it("may be that of a disabled or merged one; and old equal ones stay as they are, to be edited and switched", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    await workspace.setReason("too_expensive", false);
    await mergeReason({ ctx, input: { key: "technical_issues", into: "other" } });
    await addReason({ ctx, input: { key: "price", label: "Too expensive" } });
    await addReason({ ctx, input: { key: "bugs", label: "Technical issues" } });
    await updateReason({ ctx, input: { key: "technical_issues", label: "technical issues" } });
    await workspace.setReason("too_expensive", true);
    // Both are enabled and equal by now.
    await updateReason({ ctx, input: { key: "price", label: "Too expensive", labels: { de: "Zu teuer" }, followUpQuestion: "Why?" } });
    await workspace.setReason("price", false);
    await workspace.setReason("price", true);
    expect((await listReasons({ ctx })).find(({ key }) => key === "price")).toMatchObject({ enabled: true, labels: { de: "Zu teuer" } });
  });
});

describe("reorderReasons", () => {
  it("takes the whole list alone", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    const turned = [...usual].reverse();
    await reorderReasons({ ctx, input: { keys: turned } });
    await reorderReasons({ ctx, input: { keys: turned } });
    expect((await listReasons({ ctx })).map(({ key, position }) => [key, position])).toEqual(turned.map((key, position) => [key, position]));
    expect(await entries(workspace, "reason.reordered")).toHaveLength(1);
    await workspace.addReason("newer");
    for (const keys of [usual, [...usual, "unknown"], [...usual, "other"], [...usual, "newer", "newer"]]) {
      await expect(reorderReasons({ ctx, input: { keys } })).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("changed meanwhile") });
    }
    await workspace.addReason("newest");
    expect((await listReasons({ ctx })).at(-1)).toMatchObject({ key: "newest", position: 7 });
  });
});

describe("setReasonEnabled", () => {
  it("leaves one enabled, however many are switched off at once", async () => {
    const { ctx } = await makeWorkspace();
    const results = await Promise.allSettled(usual.map((key) => setReasonEnabled({ ctx, input: { key, enabled: false } })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    expect((await listReasons({ ctx })).filter(({ enabled }) => enabled)).toHaveLength(1);
  });
});

describe("mergeReason", () => {
  it("maps a key, and what followed it, without chains, and can be undone", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    await mergeReason({ ctx, input: { key: "not_using", into: "missing_features" } });
    await mergeReason({ ctx, input: { key: "missing_features", into: "other" } });
    expect(await merged(workspace)).toEqual({ not_using: "other", missing_features: "other" });
    await unmergeReason({ ctx, input: { key: "missing_features" } });
    expect(await merged(workspace)).toEqual({ not_using: "other" });
    await expect(unmergeReason({ ctx, input: { key: "missing_features" } })).rejects.toMatchObject({ code: "conflict" });
    expect(await entries(workspace, "reason.merged")).toEqual([
      { target: "not_using", detail: { into: "missing_features" } },
      { target: "missing_features", detail: { into: "other", followedBy: 1 } },
    ]);
    expect(await entries(workspace, "reason.unmerged")).toEqual([{ target: "missing_features", detail: { from: "other" } }]);
  });

  it("is taken back whole, with the keys that followed", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    await mergeReason({ ctx, input: { key: "not_using", into: "missing_features" } });
    await mergeReason({ ctx, input: { key: "technical_issues", into: "other" } });
    await mergeReason({ ctx, input: { key: "missing_features", into: "other" } });
    await unmergeReason({ ctx, input: { key: "missing_features", followers: ["not_using", "too_expensive"] } });
    // What was merged elsewhere, or not at all, is left alone.
    expect(await merged(workspace)).toEqual({ not_using: "missing_features", technical_issues: "other" });
    expect(await entries(workspace, "reason.unmerged")).toEqual([{ target: "missing_features", detail: { from: "other", followedBy: 1 } }]);
  });

  it("refuses merged ones on either side, itself, unknown ones, and to leave nothing enabled", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    await mergeReason({ ctx, input: { key: "not_using", into: "other" } });
    const refused = (key: string, into: string) =>
      mergeReason({ ctx, input: { key, into } }).then(
        () => "merged",
        ({ code }) => code,
      );
    expect(await refused("not_using", "missing_features")).toBe("conflict");
    expect(await refused("missing_features", "not_using")).toBe("conflict");
    expect(await refused("other", "other")).toBe("validation_failed");
    expect(await refused("nothing", "other")).toBe("not_found");
    expect(await refused("other", "nothing")).toBe("not_found");
    await expect(workspace.setReason("not_using", false)).rejects.toMatchObject({ code: "conflict" });
    await expect(workspace.addReason("not_using")).rejects.toMatchObject({ code: "conflict" });
    for (const key of ["missing_features", "switched_competitor", "technical_issues", "other"]) await workspace.setReason(key, false);
    expect(await refused("too_expensive", "other")).toBe("conflict");
  });

  it("keeps the key accepted, and the stored event as it was told", async () => {
    const workspace = await makeWorkspace();
    const { ctx } = workspace;
    await workspace.setReason("not_using", false);
    await mergeReason({ ctx, input: { key: "not_using", into: "other" } });
    const stored = await ingestCancellation({ ctx, input: { environment: "prod", eventId: "e", reasonKey: "not_using" } });
    expect(stored).toMatchObject({ replayed: false, cancellation: { reasonKey: "not_using" } });
  });
});

describe("listUsedReasons", () => {
  it("counts each environment apart, and a merged key with its target", async () => {
    const { ctx } = await makeWorkspace();
    const store = (environment: "prod" | "sandbox", eventId: string, reasonKey: string, day: number) =>
      ingestCancellation({ ctx, input: { environment, eventId, reasonKey, occurredAt: Date.UTC(2026, 0, day) } });
    await store("prod", "a", "other", 1);
    await store("prod", "b", "other", 3);
    await store("prod", "c", "not_using", 5);
    await store("sandbox", "a", "other", 2);
    await mergeReason({ ctx, input: { key: "not_using", into: "other" } });
    const used = Object.fromEntries((await listUsedReasons({ ctx })).map((reason) => [reason.key, reason]));
    const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();
    const never = { count: 0, lastUsedAt: null };
    expect(used.other).toMatchObject({
      label: "Other",
      createdAt: expect.stringMatching(/Z$/),
      ownUsage: { prod: { count: 2, lastUsedAt: day(3) }, sandbox: { count: 1, lastUsedAt: day(2) } },
      usage: { prod: { count: 3, lastUsedAt: day(5) }, sandbox: { count: 1, lastUsedAt: day(2) } },
    });
    expect(used.not_using).toMatchObject({ mergedInto: "other", usage: { prod: { count: 1, lastUsedAt: day(5) }, sandbox: never } });
    expect(used.too_expensive).toMatchObject({ usage: { prod: never, sandbox: never } });
    const stranger = await makeWorkspace();
    expect((await listUsedReasons({ ctx: stranger.ctx })).every(({ usage }) => usage.prod.count === 0)).toBe(true);
  });
});

describe("whether a server still sends a key", () => {
  it("is told by what came by the API in the last 30 days, whenever it happened", async () => {
    const clock = fixedClock("2026-06-30T12:00:00Z");
    const { ctx } = await makeWorkspace({ clock });
    const store = (environment: "prod" | "sandbox", eventId: string, occurredAt?: number) =>
      ingestCancellation({ ctx, input: { environment, eventId, reasonKey: "other", occurredAt } });
    clock.set("2026-05-31T11:59:59Z");
    await store("prod", "old");
    clock.set("2026-05-31T12:00:00Z");
    await store("prod", "new");
    clock.set("2026-06-30T12:00:00Z");
    await store("prod", "of long ago", Date.UTC(2020, 0, 1));
    await store("sandbox", "s");
    await seedWorkspace({ ctx, input: { events: 20, months: 1, seed: 1 } });
    const used = Object.fromEntries((await listUsedReasons({ ctx })).map(({ key, sentLately }) => [key, sentLately]));
    expect(used).toMatchObject({ other: { prod: 2, sandbox: 1 }, too_expensive: { prod: 0, sandbox: 0 } });
  });
});

describe("reasons", () => {
  it("are changed by admins, and seen by every member", async () => {
    const { ctx } = await makeWorkspace();
    const analyst = asMember(ctx, "analyst");
    const attempts = [
      addReason({ ctx: analyst, input: { key: "k", label: "K" } }),
      updateReason({ ctx: analyst, input: { key: "other", label: "x" } }),
      reorderReasons({ ctx: analyst, input: { keys: usual } }),
      setReasonEnabled({ ctx: analyst, input: { key: "other", enabled: false } }),
      mergeReason({ ctx: analyst, input: { key: "other", into: "not_using" } }),
      unmergeReason({ ctx: analyst, input: { key: "other" } }),
      listUsedReasons({ ctx: asMember(ctx, null) }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
    await addReason({ ctx: asMember(ctx, "admin"), input: { key: "k", label: "K", labels: { de: "K" }, followUpQuestion: "Why?" } });
    expect((await listUsedReasons({ ctx: asMember(ctx, "viewer") })).at(-1)).toMatchObject({ key: "k", labels: { de: "K" }, followUpQuestion: "Why?" });
  });
});
