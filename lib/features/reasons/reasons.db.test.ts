import { describe, expect, it } from "vitest";
import { addReason } from "#lib/features/reasons/add.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

describe("reasons", () => {
  it("begin with the six usual ones, and grow at the end", async () => {
    const workspace = await makeWorkspace();
    await workspace.addReason("a_new_one");
    await workspace.addReason("0_digits_too");
    const reasons = await listReasons({ ctx: workspace.ctx });
    expect(reasons.map(({ key, position, enabled }) => [key, position, enabled])).toEqual([
      ["too_expensive", 0, true],
      ["missing_features", 1, true],
      ["not_using", 2, true],
      ["switched_competitor", 3, true],
      ["technical_issues", 4, true],
      ["other", 5, true],
      ["a_new_one", 6, true],
      ["0_digits_too", 7, true],
    ]);
  });

  it("keep their key's meaning: it cannot be added again, even when it is off", async () => {
    const workspace = await makeWorkspace();
    await workspace.setReason("other", false);
    await expect(workspace.addReason("other")).rejects.toMatchObject({ code: "conflict" });
    const stranger = await makeWorkspace();
    await stranger.addReason("ours");
    await workspace.addReason("ours");
  });

  it.each(["", "A", "a-b", "a b", "_a", "ü", "a".repeat(64), "a\n"])("are refused under the key %o", async (key) => {
    const { ctx } = await makeWorkspace();
    await expect(addReason({ ctx, input: { key, label: "x" } })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "key" }] });
  });

  it("must have a label", async () => {
    const { ctx } = await makeWorkspace();
    for (const label of ["", " ", "l".repeat(256)])
      await expect(addReason({ ctx, input: { key: "k", label } })).rejects.toMatchObject({ errors: [{ path: "label" }] });
  });

  it("are switched off and on by their own workspace alone, and it is written down who did", async () => {
    const workspace = await makeWorkspace();
    const stranger = await makeWorkspace();
    await stranger.addReason("theirs");
    await expect(workspace.setReason("theirs", false)).rejects.toMatchObject({ code: "not_found" });
    await workspace.setReason("other", false);
    await workspace.setReason("other", true);
    const entries = await ownerQuery("select action, target, actor_type, request_id from audit_log where workspace_id = $1 and target = 'other' order by id", [
      workspace.ctx.workspace.id,
    ]);
    expect(entries).toEqual([
      { action: "reason.disabled", target: "other", actor_type: "system", request_id: "test" },
      { action: "reason.enabled", target: "other", actor_type: "system", request_id: "test" },
    ]);
  });
});
