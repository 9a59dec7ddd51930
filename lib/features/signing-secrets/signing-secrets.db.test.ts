import { describe, expect, it } from "vitest";
import { createSigningSecretIn } from "#lib/features/signing-secrets/create.ts";
import { liveSigningSecrets } from "#lib/features/signing-secrets/live.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

describe("Signing Secrets", () => {
  it("are made for each environment, and read back by their workspace", async () => {
    const { ctx, signingSecrets } = await makeWorkspace();
    const listed = await liveSigningSecrets({ ctx });
    expect(listed.map(({ environment, secret }) => [environment, secret])).toEqual([
      ["prod", signingSecrets.prod],
      ["sandbox", signingSecrets.sandbox],
    ]);
    for (const { secret } of listed) expect(secret).toMatch(/^rbs_[0-9A-Za-z]{40}$/);
    expect(new Set([...listed.map(({ secret }) => secret), ...listed.map(({ kid }) => kid)]).size).toBe(4);
  });

  it("are encrypted at rest, each for its own place: moved elsewhere they cannot be read", async () => {
    const ours = await makeWorkspace();
    const theirs = await makeWorkspace();
    const rows = await ownerQuery<{ text: string }>("select encode(ciphertext, 'escape') as text from signing_secrets where workspace_id = $1", [
      ours.ctx.workspace.id,
    ]);
    for (const { text } of rows) expect(text).not.toContain("rbs_");
    await ownerQuery(
      `update signing_secrets t set ciphertext = s.ciphertext from signing_secrets s
       where t.workspace_id = $1 and s.workspace_id = $2 and t.environment = s.environment`,
      [theirs.ctx.workspace.id, ours.ctx.workspace.id],
    );
    await expect(liveSigningSecrets({ ctx: theirs.ctx })).rejects.toThrow();
    expect(await liveSigningSecrets({ ctx: ours.ctx })).toHaveLength(2);
  });

  it("say which key is missing from the ring", async () => {
    const { ctx } = await makeWorkspace();
    await ownerQuery("update signing_secrets set encryption_key_id = 'lost' where workspace_id = $1 and environment = 'prod'", [ctx.workspace.id]);
    await expect(liveSigningSecrets({ ctx })).rejects.toThrow(/ENCRYPTION_KEYS holds no key "lost"/);
  });

  it("are two at most in an environment, one in a slot", async () => {
    const { ctx } = await makeWorkspace();
    const create = (slot: number) =>
      withWorkspace(ctx.workspace.id, (db) => createSigningSecretIn(db, { ctx, input: { environment: "prod", slot: slot as 1 | 2 } }));
    await create(2);
    for (const slot of [1, 2, 3]) await expect(create(slot), `slot ${slot}`).rejects.toThrow();
    expect(await liveSigningSecrets({ ctx })).toHaveLength(3);
  });

  it("never reach the audit log", async () => {
    const { ctx, signingSecrets } = await makeWorkspace();
    const entries = await ownerQuery<{ text: string }>(
      "select a::text as text from audit_log a where workspace_id = $1 and action = 'signing_secret.created'",
      [ctx.workspace.id],
    );
    expect(entries).toHaveLength(2);
    for (const { text } of entries) for (const secret of Object.values(signingSecrets)) expect(text).not.toContain(secret);
  });
});
