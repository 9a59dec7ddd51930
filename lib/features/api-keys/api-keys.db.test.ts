import { describe, expect, it } from "vitest";
import { authenticateApiKey } from "#lib/features/api-keys/authenticate.ts";
import { flushApiKeyUse, noteApiKeyUse } from "#lib/features/api-keys/flush-use.ts";
import { listApiKeys } from "#lib/features/api-keys/list.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

describe("API keys", () => {
  it("are stored as a hash and four last characters, never themselves", async () => {
    const { ctx, apiKey } = await makeWorkspace();
    expect(apiKey).toMatch(/^rbk_[0-9A-Za-z]{38}$/);
    const tables = await ownerQuery<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
    for (const { name } of tables) {
      const rows = await ownerQuery(`select 1 from ${name} t where t::text like $1`, [`%${apiKey.slice(4, 36)}%`]);
      expect(rows, name).toEqual([]);
    }
    const [key] = await listApiKeys({ ctx });
    expect(key).toMatchObject({ name: "first key", environments: "any", last4: apiKey.slice(-4), expiresAt: null, revokedAt: null });
    const stored = await ownerQuery<{ found: boolean }>("select key_hash = sha256($1::bytea) as found from api_key_directory where workspace_id = $2", [
      apiKey,
      ctx.workspace.id,
    ]);
    expect(stored).toEqual([{ found: true }]);
  });

  it("open their own workspace, with its plan and access as they are", async () => {
    const workspace = await makeWorkspace({ plan: "core", access: "past_due" });
    expect(await authenticateApiKey(workspace.apiKey)).toMatchObject({
      workspaceId: workspace.ctx.workspace.id,
      slug: workspace.slug,
      plan: "core",
      access: "past_due",
      isDemo: false,
      environments: "any",
    });
  });

  it("that are unknown, mistyped, revoked or expired open nothing", async () => {
    const workspace = await makeWorkspace();
    const revoked = await workspace.makeKey();
    await workspace.revokeKey(revoked.id);
    const expired = await workspace.makeKey({ expiresAt: new Date(Date.now() - 1) });
    for (const key of [revoked.apiKey, expired.apiKey, "", "rbk_", `${workspace.apiKey}x`, workspace.apiKey.toLowerCase()])
      expect(await authenticateApiKey(key), key).toBeNull();
  });

  it("are asked for once, however many call at the same time, and then known for a while", async () => {
    const { apiKey } = await makeWorkspace();
    const answers = Array.from({ length: 50 }, () => authenticateApiKey(apiKey));
    expect(new Set(await Promise.all(answers)).size).toBe(1);
    expect(authenticateApiKey(apiKey)).not.toBeInstanceOf(Promise);
    const other = await makeWorkspace();
    expect(authenticateApiKey(other.apiKey, { cachedOnly: true })).toBeNull();
  });

  it("may be revoked twice, but only by their own workspace, and once in the audit log", async () => {
    const workspace = await makeWorkspace();
    const stranger = await makeWorkspace();
    const { id } = await workspace.makeKey();
    await expect(stranger.revokeKey(id)).rejects.toMatchObject({ code: "not_found" });
    await expect(workspace.revokeKey("key_nonsense")).rejects.toMatchObject({ code: "not_found" });
    await workspace.revokeKey(id);
    const [, first] = await listApiKeys({ ctx: workspace.ctx });
    await workspace.revokeKey(id);
    const [, second] = await listApiKeys({ ctx: workspace.ctx });
    expect(first?.revokedAt).not.toBeNull();
    expect(second).toEqual(first);
    const entries = await ownerQuery("select 1 from audit_log where workspace_id = $1 and action = 'api_key.revoked' and target = $2", [
      workspace.ctx.workspace.id,
      id,
    ]);
    expect(entries).toHaveLength(1);
  });

  it("must have a name", async () => {
    const { ctx } = await makeWorkspace();
    const { createApiKey } = await import("#lib/features/api-keys/create.ts");
    for (const name of ["", "  ", "n".repeat(256)])
      await expect(createApiKey({ ctx, input: { name, environments: "any" } })).rejects.toMatchObject({
        code: "validation_failed",
        errors: [{ path: "name" }],
      });
  });

  it("remember when they were last used, written outside any request, never backwards", async () => {
    const { ctx, apiKey } = await makeWorkspace();
    const principal = await authenticateApiKey(apiKey);
    const lastUsed = async () => (await listApiKeys({ ctx }))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await flushApiKeyUse();
    const first = await lastUsed();
    expect(Date.now() - Date.parse(first ?? "")).toBeLessThan(10_000);
    noteApiKeyUse(ctx.workspace.id, principal?.apiKeyId ?? "", Date.UTC(2020, 0, 1));
    await flushApiKeyUse();
    expect(await lastUsed()).toBe(first);
  });
});
