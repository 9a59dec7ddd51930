import { describe, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { createWorkspace } from "#lib/features/onboarding/create-workspace.ts";
import { findWorkspaceBySlug } from "#lib/features/workspaces/find.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const ctx = systemContext("test");
const unique = () => `w${Math.random().toString(36).slice(2, 12)}x`;
const create = (input: { name: string; slug?: string }) => createWorkspace({ ctx, input: { ...input, plan: "advanced" } });

describe("a new workspace", () => {
  it("has its public ids, an active access, and everything that belongs in it", async () => {
    const slug = unique();
    const made = await create({ name: "  Acme, Inc.  ", slug });
    expect(made.workspaceId).toMatch(/^ws_/);
    expect(parseId("wk", made.workspaceKey)).not.toBeNull();
    expect(parseId("ws", made.workspaceId)).toBe(made.workspace.id);
    expect(await findWorkspaceBySlug(slug)).toEqual({ id: made.workspace.id, slug, plan: "advanced", access: "active", isDemo: false });
    const counts = await ownerQuery(
      `select (select name from workspaces where id = $1) as name,
         (select count(*)::int from reasons where workspace_id = $1) as reasons,
         (select count(*)::int from api_keys where workspace_id = $1) as keys,
         (select count(*)::int from signing_secrets where workspace_id = $1) as secrets`,
      [made.workspace.id],
    );
    expect(counts).toEqual([{ name: "Acme, Inc.", reasons: 6, keys: 1, secrets: 2 }]);
  });

  it("gets a slug from its name, and a number when that is taken, also when many are made at once", async () => {
    const name = unique();
    const made = await Promise.all(Array.from({ length: 5 }, () => create({ name })));
    expect(made.map(({ slug }) => slug).sort()).toEqual([name, `${name}-2`, `${name}-3`, `${name}-4`, `${name}-5`]);
  });

  it("leaves nothing behind when its slug is taken", async () => {
    const slug = unique();
    const name = unique();
    await create({ name: "first", slug });
    await expect(create({ name, slug })).rejects.toMatchObject({ code: "conflict" });
    expect(await ownerQuery("select 1 from workspaces where name = $1", [name])).toEqual([]);
  });

  it.each(["", "A", "a", "billing", "a--b", "-a", "a_b", "x".repeat(64)])("is refused under the slug %o", async (slug) => {
    await expect(create({ name: "x", slug })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "slug" }] });
  });

  it("must have a name", async () => {
    for (const name of ["", "   ", "n".repeat(256)]) await expect(create({ name, slug: unique() })).rejects.toMatchObject({ errors: [{ path: "name" }] });
  });
});

describe("plan and access", () => {
  it("are two things, each change of them in the audit log with what it was before", async () => {
    const workspace = await makeWorkspace();
    await workspace.setPlan("core");
    await workspace.setAccess("read_only");
    expect(await findWorkspaceBySlug(workspace.slug)).toMatchObject({ plan: "core", access: "read_only" });
    const entries = await ownerQuery("select action, detail from audit_log where workspace_id = $1 and action like 'workspace.%' order by id", [
      workspace.ctx.workspace.id,
    ]);
    expect(entries).toEqual([
      { action: "workspace.created", detail: { name: "Test", plan: "advanced" } },
      { action: "workspace.plan_set", detail: { from: "advanced", to: "core" } },
      { action: "workspace.access_set", detail: { from: "active", to: "read_only" } },
    ]);
  });

  it("of an unknown workspace are not found", async () => {
    await expect(findWorkspaceBySlug(unique())).rejects.toMatchObject({ code: "not_found" });
  });
});
