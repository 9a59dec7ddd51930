import { describe, expect, it } from "vitest";
import { uuidv7 } from "#lib/core/ids.ts";
import { cancellationFromSnapshot } from "#lib/features/cancellations/from-snapshot.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { insertCancellations, updateOutcomes } from "#lib/features/cancellations/internal/ledger-sql.ts";
import { payloadOf } from "#lib/features/cancellations/model/payload.ts";
import { seedWorkspace } from "#lib/features/cancellations/seed.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { type WebhookEvent, webhookEvents } from "#lib/features/webhooks/model/event.ts";
import { updateEndpoint } from "#lib/features/webhooks/update-endpoint.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** What the ledger's commits leave in the outbox. */

type Ingest = Parameters<typeof ingestCancellation>[0]["input"];

async function told({ ctx }: TestWorkspace): Promise<{ id: string; topic: string; environment: string; created_at: Date; payload: unknown }[]> {
  return ownerQuery("select id, topic, environment, created_at, payload from outbox where workspace_id = $1 order by (payload->>'last_update_seq')::int, id", [
    ctx.workspace.id,
  ]);
}

async function subscribed(events: readonly WebhookEvent[] = webhookEvents, environment: "prod" | "sandbox" = "prod") {
  const workspace = await makeWorkspace();
  const { endpoint } = await createEndpoint({ ctx: workspace.ctx, input: { environment, url: "https://hooks.invalid/x", events: [...events] } });
  return { ...workspace, endpoint };
}

const post = ({ ctx }: TestWorkspace, eventId: string, over: Partial<Ingest> = {}) =>
  ingestCancellation({ ctx, input: { environment: "prod", eventId, reasonKey: "other", ...over } });
const patch = ({ ctx }: TestWorkspace, eventId: string, outcome: "churned" | "recovered" = "churned") =>
  updateOutcome({ ctx, input: { environment: "prod", eventId, outcome } });

describe("the outbox", () => {
  it("holds each change as it was at its own commit, whatever came after", async () => {
    const workspace = await subscribed();
    const created = await post(workspace, "e", {
      userId: 'Zoë "q" \\ 日本',
      reasonText: "line\nbreak 'quoted'",
      offer: { type: "discount", accepted: true, label: "20 %" },
      context: { plan: "pro", mrr: 0.1, tenureDays: 0 },
      occurredAt: Date.parse("2026-01-15T10:30:00.007Z"),
      metadata: { a: 1.5, b: null, ü: "ß", t: true },
    });
    const first = await patch(workspace, "e", "churned");
    const second = await patch(workspace, "e", "recovered");
    const messages = await told(workspace);
    expect(messages.map(({ topic }) => topic)).toEqual(["cancellation.created", "cancellation.outcome_updated", "cancellation.outcome_updated"]);
    expect(messages.map(({ payload }) => cancellationFromSnapshot(payload))).toEqual([
      { cancellation: created.cancellation, sequence: 0 },
      { cancellation: first, sequence: 1 },
      { cancellation: second, sequence: 2 },
    ]);
    expect(messages.map(({ created_at }) => created_at.toISOString())).toEqual([created.cancellation.receivedAt, first.updatedAt, second.updatedAt]);
    for (const { id } of messages) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt((messages[0]?.id ?? "").replace("-", "").slice(0, 12), 16)).toBe(Date.parse(created.cancellation.receivedAt));
    expect(JSON.stringify(messages)).not.toMatch(/fingerprint|api_key_id/);
  });

  it("holds one message for what is created with an outcome, none for what is sent again", async () => {
    const workspace = await subscribed();
    await post(workspace, "e", { outcome: "churned" });
    await post(workspace, "e", { outcome: "churned" });
    await post(workspace, "e", { outcome: "recovered" });
    expect(await told(workspace)).toMatchObject([{ topic: "cancellation.created", payload: { outcome: "churned", last_update_seq: 1 } }]);
    await patch(workspace, "e", "recovered");
    await patch(workspace, "e", "recovered");
    await expect(patch(workspace, "unknown")).rejects.toMatchObject({ code: "not_found" });
    expect(await told(workspace)).toMatchObject([{}, { topic: "cancellation.outcome_updated", payload: { outcome: "recovered", last_update_seq: 2 } }]);
  });

  it("stays empty where nobody subscribes: no endpoint, another event, another environment, a disabled one, another's", async () => {
    const none = await makeWorkspace();
    const onlyCreated = await subscribed(["cancellation.created"]);
    const onlyUpdated = await subscribed(["cancellation.outcome_updated"]);
    const sandbox = await subscribed(webhookEvents, "sandbox");
    const disabled = await subscribed();
    await updateEndpoint({ ctx: disabled.ctx, input: { id: disabled.endpoint.id, enabled: false } });
    const all = [none, onlyCreated, onlyUpdated, sandbox, disabled];
    // Together, so that they share commits.
    await Promise.all(all.map((workspace) => post(workspace, "e")));
    await Promise.all(all.map((workspace) => patch(workspace, "e")));
    expect(await Promise.all(all.map(async (workspace) => (await told(workspace)).map(({ topic }) => topic)))).toEqual([
      [],
      ["cancellation.created"],
      ["cancellation.outcome_updated"],
      [],
      [],
    ]);
  });

  it("is one commit with the change: both are there, or neither", async () => {
    const { ctx } = await subscribed();
    const workspaceId = ctx.workspace.id;
    const key = { workspaceId, environment: "prod", eventId: "e" } as const;
    const common = { fingerprint: "ab".repeat(32), receivedAt: Date.now(), apiKeyId: null };
    const row = {
      ...key,
      ...common,
      id: uuidv7(),
      source: "api",
      payload: payloadOf({ environment: "prod", eventId: "e", reasonKey: "other" }),
      occurredAt: Date.now(),
    } as const;
    const counts =
      "select (select count(*)::int from cancellations where workspace_id = $1) as events, (select count(*)::int from outbox where workspace_id = $1) as messages";
    const change = (end: () => void) =>
      queryAsWorkspace(workspaceId, async (db) => {
        await insertCancellations(db, [row]);
        await updateOutcomes(db, [{ ...key, ...common, outcome: "churned", effectiveAt: null, metadata: null }]);
        expect((await db.query(counts, [workspaceId])).rows).toEqual([{ events: 1, messages: 2 }]);
        end();
      });
    await expect(
      change(() => {
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await ownerQuery(counts, [workspaceId])).toEqual([{ events: 0, messages: 0 }]);
    await change(() => undefined);
    expect(await ownerQuery(counts, [workspaceId])).toEqual([{ events: 1, messages: 2 }]);
  });

  it("stays empty for imports; what is said of an imported event later is told", async () => {
    const workspace = await subscribed();
    await seedWorkspace({ ctx: workspace.ctx, input: { events: 40, months: 2 } });
    expect(await told(workspace)).toEqual([]);
    const key = await ownerQuery<{ id: string }>("select id from api_keys where workspace_id = $1 limit 1", [workspace.ctx.workspace.id]);
    const ctx = { ...workspace.ctx, actor: { type: "api_key", id: key[0]?.id ?? "", name: "x" } } as const;
    await updateOutcome({ ctx, input: { environment: "prod", eventId: "seed_1_0", outcome: "churned" } });
    expect(await told(workspace)).toHaveLength(1);
  });
});
