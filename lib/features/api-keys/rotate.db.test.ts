import { describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { authenticateApiKey } from "#lib/features/api-keys/authenticate.ts";
import { createApiKey } from "#lib/features/api-keys/create.ts";
import { listApiKeys } from "#lib/features/api-keys/list.ts";
import { renameApiKey } from "#lib/features/api-keys/rename.ts";
import { revokeApiKey } from "#lib/features/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/features/api-keys/rotate.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const HOUR = 3_600_000;

/** A workspace whose clock stands near now, since keys are checked against the database's own time of day. */
async function scene() {
  const clock = fixedClock(Date.now());
  const workspace = await makeWorkspace({ clock });
  const states = async () => (await listApiKeys({ ctx: workspace.ctx })).map(({ name, state }) => [name, state]);
  return { ...workspace, clock, states };
}

describe("API keys", () => {
  it("show who made them, and pass through their states", async () => {
    const { ctx, clock, states } = await scene();
    const { id } = await createApiKey({
      ctx: asMember(ctx, "admin"),
      input: { name: " billing ", environments: "sandbox", expiresAt: new Date(clock.now() + HOUR) },
    });
    expect((await listApiKeys({ ctx }))[1]).toMatchObject({ id, name: "billing", environments: "sandbox", createdBy: "admin@example.com", state: "expires" });
    clock.advance(HOUR);
    expect(await states()).toEqual([
      ["first key", "active"],
      ["billing", "expired"],
    ]);
    await revokeApiKey({ ctx, input: { id } });
    expect(await states()).toContainEqual(["billing", "revoked"]);
  });

  it("cannot be made to end in the past", async () => {
    const { ctx, clock } = await scene();
    await expect(createApiKey({ ctx, input: { name: "x", environments: "any", expiresAt: new Date(clock.now()) } })).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "expiresAt" }],
    });
  });

  it("are renamed by their own workspace", async () => {
    const { ctx } = await scene();
    const [key] = await listApiKeys({ ctx });
    const stranger = await makeWorkspace();
    const id = key?.id ?? "";
    await renameApiKey({ ctx, input: { id, name: "server" } });
    expect(await listApiKeys({ ctx })).toMatchObject([{ id, name: "server" }]);
    await expect(renameApiKey({ ctx: stranger.ctx, input: { id, name: "x" } })).rejects.toMatchObject({ code: "not_found" });
    await expect(renameApiKey({ ctx, input: { id, name: " " } })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "name" }] });
  });
});

describe("rotateApiKey", () => {
  it.each([
    ["1h", 1],
    ["24h", 24],
    ["7d", 168],
  ] as const)("lets the old key live on for %s, and the new one be like it", async (overlap, hours) => {
    const { ctx, clock, makeKey, states } = await scene();
    const old = await makeKey({ environments: "sandbox" });
    const made = await rotateApiKey({ ctx, input: { id: old.id, overlap } });
    expect(made.oldExpiresAt).toBe(new Date(clock.now() + hours * HOUR).toISOString());
    expect(await authenticateApiKey(old.apiKey)).not.toBeNull();
    expect(await authenticateApiKey(made.apiKey)).toMatchObject({ environments: "sandbox" });
    expect(await states()).toEqual([
      ["first key", "active"],
      ["test key", "expires"],
      ["test key", "active"],
    ]);
    clock.advance(hours * HOUR);
    expect(await states()).toContainEqual(["test key", "expired"]);
  });

  it("ends the old key at once when asked to, and never later than it would have ended", async () => {
    const { ctx, clock, makeKey } = await scene();
    const leaked = await makeKey();
    await rotateApiKey({ ctx, input: { id: leaked.id, overlap: "none" } });
    expect(await authenticateApiKey(leaked.apiKey)).toBeNull();
    const short = await makeKey({ expiresAt: new Date(clock.now() + HOUR) });
    const { oldExpiresAt } = await rotateApiKey({ ctx, input: { id: short.id, overlap: "7d" } });
    expect(oldExpiresAt).toBe(new Date(clock.now() + HOUR).toISOString());
  });

  it("refuses keys that open nothing, and other workspaces' keys", async () => {
    const { ctx, makeKey } = await scene();
    const { id } = await makeKey();
    const stranger = await makeWorkspace();
    await expect(rotateApiKey({ ctx: stranger.ctx, input: { id, overlap: "1h" } })).rejects.toMatchObject({ code: "not_found" });
    await rotateApiKey({ ctx, input: { id, overlap: "none" } });
    await expect(rotateApiKey({ ctx, input: { id, overlap: "1h" } })).rejects.toMatchObject({ code: "conflict" });
    const revoked = await makeKey();
    await revokeApiKey({ ctx, input: { id: revoked.id } });
    await expect(rotateApiKey({ ctx, input: { id: revoked.id, overlap: "1h" } })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("who may", () => {
  it("be an admin at least, to see keys too", async () => {
    const { ctx, makeKey } = await scene();
    const { id } = await makeKey();
    const analyst = asMember(ctx, "analyst");
    const attempts = [
      listApiKeys({ ctx: analyst }),
      createApiKey({ ctx: analyst, input: { name: "x", environments: "any" } }),
      renameApiKey({ ctx: analyst, input: { id, name: "x" } }),
      rotateApiKey({ ctx: analyst, input: { id, overlap: "1h" } }),
      revokeApiKey({ ctx: analyst, input: { id } }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });
});
