import { describe, expect, it } from "vitest";
import { inWorkspace, type MemberRole, type WorkspaceContext } from "#lib/core/context.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { countEndpoints } from "#lib/features/webhooks/count-endpoints.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { deleteEndpoint } from "#lib/features/webhooks/delete-endpoint.ts";
import { makeWebhookSecret, openWebhookSecret } from "#lib/features/webhooks/internal/secret.ts";
import { listAttempts } from "#lib/features/webhooks/list-attempts.ts";
import { listDeliveries } from "#lib/features/webhooks/list-deliveries.ts";
import { listEndpoints } from "#lib/features/webhooks/list-endpoints.ts";
import { recentDeliveries } from "#lib/features/webhooks/recent-deliveries.ts";
import { sendTestEvent } from "#lib/features/webhooks/send-test-event.ts";
import { updateEndpoint } from "#lib/features/webhooks/update-endpoint.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const input = { environment: "prod", url: "https://hooks.invalid/a", events: ["cancellation.created"] } as const;
const create = (ctx: WorkspaceContext, over: Partial<Parameters<typeof createEndpoint>[0]["input"]> = {}) =>
  createEndpoint({ ctx, input: { ...input, events: [...input.events], ...over } });

describe("webhook endpoints", () => {
  it("are made with a secret that is seen once", async () => {
    const { ctx } = await makeWorkspace();
    const { endpoint, secret } = await create(ctx);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).toEqual({
      id: expect.stringMatching(/^whe_/),
      environment: "prod",
      url: "https://hooks.invalid/a",
      events: ["cancellation.created"],
      enabled: true,
      disabledAt: null,
      disabledReason: null,
      failingSince: null,
      createdAt: expect.any(String),
    });
    expect(await listEndpoints({ ctx })).toEqual([endpoint]);
    expect(await listEndpoints({ ctx, input: { environment: "sandbox" } })).toEqual([]);
    for (const table of ["webhook_endpoints", "audit_log"]) {
      const rows = await ownerQuery<{ text: string }>(
        `select t::text || coalesce(encode(${table === "audit_log" ? "null" : "secret_ciphertext"}, 'escape'), '') as text
        from ${table} t where workspace_id = $1`,
        [ctx.workspace.id],
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const { text } of rows) expect(text).not.toContain(secret.slice(6, 30));
    }
  });

  it("are ten an environment at most, however many are asked for at once", async () => {
    const { ctx } = await makeWorkspace();
    await create(ctx, { environment: "sandbox" });
    const made = await Promise.allSettled(Array.from({ length: 13 }, (_, n) => create(ctx, { url: `https://hooks.invalid/${n}` })));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    for (const result of made) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
    const [first] = await listEndpoints({ ctx, input: { environment: "prod" } });
    await deleteEndpoint({ ctx, input: { id: first?.id ?? "" } });
    await create(ctx);
  });

  it("say what is wrong with a URL, when they are made and when they are changed", async () => {
    const { ctx } = await makeWorkspace();
    const { endpoint } = await create(ctx);
    for (const url of ["http://hooks.invalid", "https://127.0.0.1", "https://user:pass@hooks.invalid", "nonsense"]) {
      const refused = { code: "validation_failed", errors: [{ path: "url" }] };
      await expect(create(ctx, { url })).rejects.toMatchObject(refused);
      await expect(updateEndpoint({ ctx, input: { id: endpoint.id, url } })).rejects.toMatchObject(refused);
    }
    await expect(create(ctx, { events: [] })).rejects.toMatchObject({ errors: [{ path: "events" }] });
    expect(await listEndpoints({ ctx })).toEqual([endpoint]);
  });

  it("change, are switched off and on, and go; each is written down", async () => {
    const { ctx } = await makeWorkspace();
    const { endpoint } = await create(ctx);
    const { id } = endpoint;
    expect((await updateEndpoint({ ctx, input: { id, url: "https://hooks.invalid/b", events: ["cancellation.outcome_updated"] } })).endpoint).toMatchObject({
      url: "https://hooks.invalid/b",
      events: ["cancellation.outcome_updated"],
      enabled: true,
    });
    expect((await updateEndpoint({ ctx, input: { id, enabled: false } })).endpoint).toMatchObject({
      enabled: false,
      disabledReason: "by_hand",
      disabledAt: expect.any(String),
    });
    await expect(sendTestEvent({ ctx, input: { id } })).rejects.toMatchObject({ code: "conflict" });
    expect((await updateEndpoint({ ctx, input: { id, enabled: true } })).endpoint).toMatchObject({ enabled: true, disabledReason: null, disabledAt: null });
    await deleteEndpoint({ ctx, input: { id } });
    expect(await listEndpoints({ ctx })).toEqual([]);
    await expect(deleteEndpoint({ ctx, input: { id } })).rejects.toMatchObject({ code: "not_found" });
    const audit = await ownerQuery<{ action: string }>("select action from audit_log where workspace_id = $1 and target = $2 order by id", [
      ctx.workspace.id,
      id,
    ]);
    expect(audit.map(({ action }) => action)).toEqual(["created", "updated", "disabled", "enabled", "deleted"].map((verb) => `webhook_endpoint.${verb}`));
  });

  it("keep their secret at another address, and get a new one when that is asked for", async () => {
    const { ctx } = await makeWorkspace();
    const { endpoint, secret } = await create(ctx);
    const { id } = endpoint;
    const stored = async () => {
      const [row] = await ownerQuery<{ id: string; ciphertext: Buffer; key: string }>(
        "select id, secret_ciphertext as ciphertext, encryption_key_id as key from webhook_endpoints where workspace_id = $1",
        [ctx.workspace.id],
      );
      return openWebhookSecret(ctx.workspace.id, row?.id ?? "", { ciphertext: row?.ciphertext as Buffer, encryptionKeyId: row?.key ?? "" });
    };
    expect(await updateEndpoint({ ctx, input: { id, url: "https://other.invalid/a" } })).toMatchObject({ secret: null });
    expect(await stored()).toBe(secret);
    const changed = await updateEndpoint({ ctx, input: { id, newSecret: true } });
    expect(changed).toMatchObject({ endpoint: { url: "https://other.invalid/a" }, secret: expect.stringMatching(/^whsec_/) });
    expect(changed.secret).not.toBe(secret);
    expect(await stored()).toBe(changed.secret);
    const audit = await ownerQuery<{ detail: object }>("select detail from audit_log where workspace_id = $1 and action like '%.updated' order by id", [
      ctx.workspace.id,
    ]);
    expect(audit.map(({ detail }) => "newSecret" in detail)).toEqual([false, true]);
    expect(JSON.stringify(audit)).not.toContain("whsec_");
  });

  it("are written down without what their query says", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = (await create(ctx, { url: "https://hooks.invalid/a?token=s3cret" })).endpoint;
    expect(await listEndpoints({ ctx })).toMatchObject([{ url: "https://hooks.invalid/a?token=s3cret" }]);
    await updateEndpoint({ ctx, input: { id, url: "https://hooks.invalid/b?token=s3cret2" } });
    await updateEndpoint({ ctx, input: { id, enabled: false } });
    await deleteEndpoint({ ctx, input: { id } });
    const audit = await ownerQuery<{ detail: { url: string } }>("select detail from audit_log where workspace_id = $1 and target = $2 order by id", [
      ctx.workspace.id,
      id,
    ]);
    expect(audit.map(({ detail }) => detail.url)).toEqual(["a", "b", "b", "b"].map((path) => `https://hooks.invalid/${path}?…`));
  });

  it("get a few test messages within minutes, each for itself", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = (await create(ctx)).endpoint;
    const other = (await create(ctx, { url: "https://hooks.invalid/b" })).endpoint;
    for (let n = 0; n < 5; n++) await sendTestEvent({ ctx, input: { id } });
    await expect(sendTestEvent({ ctx, input: { id } })).rejects.toMatchObject({ code: "rate_limited", retryAfter: expect.any(Number) });
    await sendTestEvent({ ctx, input: { id: other.id } });
    expect((await listDeliveries({ ctx, input: { endpointId: id } })).data).toHaveLength(5);
  });

  it("are counted by how they stand, an environment at a time", async () => {
    const { ctx } = await makeWorkspace();
    expect(await countEndpoints({ ctx, input: { environment: "prod" } })).toEqual({ on: 0, failed: 0 });
    for (let n = 0; n < 4; n++) await create(ctx, { url: `https://hooks.invalid/${n}` });
    await create(ctx, { environment: "sandbox" });
    const [first] = await listEndpoints({ ctx });
    await updateEndpoint({ ctx, input: { id: first?.id ?? "", enabled: false } });
    await ownerQuery("update webhook_endpoints set enabled = false, disabled_at = now(), disabled_reason = 'gone' where workspace_id = $1 and url like '%/1'", [
      ctx.workspace.id,
    ]);
    expect(await countEndpoints({ ctx, input: { environment: "prod" } })).toEqual({ on: 2, failed: 1 });
    expect(await countEndpoints({ ctx, input: { environment: "sandbox" } })).toEqual({ on: 1, failed: 0 });
  });

  it("belong to their workspace: another one finds nothing of them", async () => {
    const { ctx } = await makeWorkspace();
    const { ctx: stranger } = await makeWorkspace();
    const { id } = (await create(ctx)).endpoint;
    const { messageId } = await sendTestEvent({ ctx, input: { id } });
    for (const attempt of [
      () => updateEndpoint({ ctx: stranger, input: { id, enabled: false } }),
      () => deleteEndpoint({ ctx: stranger, input: { id } }),
      () => sendTestEvent({ ctx: stranger, input: { id } }),
      () => listDeliveries({ ctx: stranger, input: { endpointId: id } }),
      () => listAttempts({ ctx: stranger, input: { endpointId: id, messageId } }),
      () => updateEndpoint({ ctx, input: { id: formatId("whe", uuidv7()), enabled: false } }),
      () => updateEndpoint({ ctx, input: { id: "nonsense", enabled: false } }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await listEndpoints({ ctx: stranger })).toEqual([]);
    expect(await listEndpoints({ ctx })).toHaveLength(1);
  });

  it("are for admins and owners, and nobody's in the demo", async () => {
    const { ctx } = await makeWorkspace();
    const { id } = (await create(ctx)).endpoint;
    const as = (role: MemberRole | null, workspace = ctx.workspace) =>
      inWorkspace({ ...ctx, actor: { type: "user", id: uuidv7(), name: "x", role } }, workspace);
    const everything = (who: WorkspaceContext) => [
      () => create(who),
      () => listEndpoints({ ctx: who }),
      () => countEndpoints({ ctx: who, input: { environment: "prod" } }),
      () => recentDeliveries({ ctx: who, input: { environment: "prod", each: 5 } }),
      () => updateEndpoint({ ctx: who, input: { id, events: ["cancellation.created"] } }),
      () => sendTestEvent({ ctx: who, input: { id } }),
      () => listDeliveries({ ctx: who, input: { endpointId: id } }),
      () => listAttempts({ ctx: who, input: { endpointId: id, messageId: "msg_x" } }),
    ];
    for (const role of ["viewer", "analyst", null] as const) {
      for (const call of [...everything(as(role)), deleteEndpoint({ ctx: as(role), input: { id } })])
        await expect(call).rejects.toMatchObject({ code: "forbidden" });
    }
    const demo = await makeWorkspace({ isDemo: true });
    for (const call of everything(as("owner", demo.ctx.workspace))) await expect(call()).rejects.toMatchObject({ code: "demo_workspace" });
    for (const role of ["admin", "owner"] as const) await Promise.all(everything(as(role)).map((call) => call()));
  });

  it("keep their secret to their own place: moved elsewhere it cannot be read, and a lost key is named", async () => {
    const [workspaceId, endpointId] = [uuidv7(), uuidv7()];
    const { secret, sealed } = makeWebhookSecret(workspaceId, endpointId);
    expect(openWebhookSecret(workspaceId, endpointId, sealed)).toBe(secret);
    expect(() => openWebhookSecret(uuidv7(), endpointId, sealed)).toThrow();
    expect(() => openWebhookSecret(workspaceId, uuidv7(), sealed)).toThrow();
    expect(() => openWebhookSecret(workspaceId, endpointId, { ...sealed, encryptionKeyId: "lost" })).toThrow(/ENCRYPTION_KEYS holds no key "lost"/);
  });
});
