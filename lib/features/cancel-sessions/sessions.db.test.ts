import { afterAll, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { expireDueSessions } from "#lib/features/cancel-sessions/expire-due.ts";
import { getCancelSession } from "#lib/features/cancel-sessions/get.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { flowConfigSchema } from "#lib/features/flows/model/flow-config.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { closePools } from "#lib/platform/db.ts";
import { allowReturn, startCustomer } from "#lib/testing/hosted.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

const DAY_MS = 86_400_000;

async function make(start = Date.now()) {
  const clock = fixedClock(start);
  const workspace = await makeWorkspace({ clock });
  await allowReturn(workspace.ctx);
  return { ...workspace, clock };
}

const session = (ctx: WorkspaceContext, id: string) => getCancelSession({ ctx, input: { id, allowEnvironment: () => undefined } });
const event = (ctx: WorkspaceContext, id: string) => getCancellation({ ctx, input: { environment: "prod", eventId: id } });

const withOffers = flowConfigSchema.parse({
  offers: [
    { id: "half", type: "discount", label: "Half price", terms: "For three months.", value: { kind: "percent", percent: 50 }, reasons: ["too_expensive"] },
    { id: "pause", type: "pause", label: "A pause", terms: "Two months.", months: 2 },
  ],
});

describe("a session", () => {
  it("is in the ledger from its first opening on, and not before", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx, { context: { plan: "pro", mrr: 12.5, tenureDays: 3 }, metadata: { a: 1 } });
    await expect(event(ctx, customer.id)).rejects.toMatchObject({ code: "not_found" });
    await customer.open();
    await customer.open();
    expect(await event(ctx, customer.id)).toMatchObject({
      source: "hosted",
      outcome: "pending",
      userId: "user_1",
      reasonKey: null,
      offer: { type: "none", accepted: false, label: null },
      context: { plan: "pro", mrr: 12.5, tenureDays: 3 },
      metadata: { a: 1 },
      history: [],
    });
    expect((await session(ctx, customer.id)).timeline.map(({ type }) => type)).toEqual(["created", "opened"]);
  });

  it("is opened once by fifty at the same moment", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx);
    await Promise.all(Array.from({ length: 50 }, () => customer.open()));
    expect((await session(ctx, customer.id)).timeline.filter(({ type }) => type === "opened")).toHaveLength(1);
  });

  it("has one outcome, whatever fifty presses at the same moment say", async () => {
    const { ctx } = await make();
    await createEndpoint({
      ctx,
      input: { environment: "prod", url: "https://hooks.invalid/a", events: ["cancel_session.completed", "cancellation.outcome_updated"] },
    });
    const customer = await startCustomer(ctx);
    await customer.open();
    await customer.press("reason", "cancel", { reasonKey: "other" });
    const presses = await Promise.all(Array.from({ length: 50 }, (_, n) => customer.press("confirm", n % 2 === 0 ? "confirm" : "keep")));
    const outcomes = new Set(presses.map((taken) => taken.session.outcome));
    expect(outcomes.size).toBe(1);
    expect(presses.every(({ to }) => to === "receipt")).toBe(true);
    const { history, outcome, reasonKey } = await event(ctx, customer.id);
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ outcome, actor: { type: "customer" }, current: true });
    expect(reasonKey).toBe("other");
    expect((await session(ctx, customer.id)).timeline.filter(({ type }) => type === "confirmed" || type === "kept")).toHaveLength(1);
    const messages = await ownerQuery<{ topic: string }>("select topic from outbox where workspace_id = $1 order by topic", [ctx.workspace.id]);
    expect(messages.map(({ topic }) => topic)).toEqual(["cancel_session.completed", "cancellation.outcome_updated"]);
  });

  it("keeps what was said when the customer goes back, and changes nothing once it is through", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx);
    await customer.open();
    await customer.press("reason", "continue", { reasonKey: "other", reasonText: "first" });
    expect(await customer.open()).toMatchObject({ reasonKey: "other", reasonText: "first" });
    await customer.press("reason", "continue", { reasonKey: "not_using", reasonText: null });
    expect((await customer.press("confirm", "keep")).session).toMatchObject({ outcome: "recovered", status: "completed" });
    const late = await customer.press("confirm", "confirm", { reasonKey: "other" });
    expect(late).toMatchObject({ to: "receipt", session: { outcome: "recovered", reasonKey: "not_using" } });
    expect(await event(ctx, customer.id)).toMatchObject({ outcome: "recovered", reasonKey: "not_using", reasonText: null });
  });

  it("that was left is abandoned at once, and churned when the customer comes back to cancel", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx);
    await customer.open();
    expect(await customer.press("reason", "leave")).toMatchObject({ to: "away", session: { status: "opened", outcome: "abandoned" } });
    await customer.press("reason", "leave");
    expect(await event(ctx, customer.id)).toMatchObject({ outcome: "abandoned", history: [{ outcome: "abandoned" }] });
    await customer.press("reason", "cancel");
    expect((await customer.press("confirm", "confirm")).session.outcome).toBe("churned");
    expect((await event(ctx, customer.id)).history.map(({ outcome, current }) => [outcome, current])).toEqual([
      ["abandoned", false],
      ["churned", true],
    ]);
  });

  it("ends by itself: an opened one is abandoned a day after its last step, an unopened link expires and is in no ledger", async () => {
    // A time of its own, so that no other suite's sessions are due.
    const { ctx, clock } = await make(Date.UTC(2001, 0, 1));
    await createEndpoint({ ctx, input: { environment: "prod", url: "https://hooks.invalid/a", events: ["cancel_session.abandoned"] } });
    const [idle, unopened] = [await startCustomer(ctx), await startCustomer(ctx)];
    await idle.open();
    clock.advance(23 * 3_600_000);
    await idle.press("reason", "continue", { reasonKey: "other" });
    clock.advance(DAY_MS - 1);
    await expireDueSessions({ ctx });
    expect((await session(ctx, idle.id)).status).toBe("opened");
    expect((await session(ctx, unopened.id)).status).toBe("expired");
    clock.advance(1);
    expect(await Promise.all([expireDueSessions({ ctx }), expireDueSessions({ ctx })])).toEqual(expect.arrayContaining([0, 1]));
    expect(await session(ctx, idle.id)).toMatchObject({ status: "abandoned", outcome: "abandoned" });
    expect(await event(ctx, idle.id)).toMatchObject({ outcome: "abandoned", reasonKey: "other", history: [{ actor: { type: "system" } }] });
    await expect(event(ctx, unopened.id)).rejects.toMatchObject({ code: "not_found" });
    const messages = await ownerQuery<{ topic: string }>("select topic from outbox where workspace_id = $1", [ctx.workspace.id]);
    expect(messages).toEqual([{ topic: "cancel_session.abandoned" }]);
    // Whoever comes after that finds it ended, and can change nothing.
    expect((await idle.press("confirm", "confirm")).session.status).toBe("abandoned");
    expect((await unopened.open()).status).toBe("expired");
  });

  it("is ended by a late visitor as by the job", async () => {
    const { ctx, clock } = await make();
    const customer = await startCustomer(ctx);
    await customer.open();
    clock.advance(DAY_MS);
    expect((await customer.press("reason", "cancel")).session.status).toBe("abandoned");
    expect((await event(ctx, customer.id)).outcome).toBe("abandoned");
  });

  it("goes straight to the confirmation when the customer was here within 14 days", async () => {
    const { ctx, clock } = await make();
    await (await startCustomer(ctx)).open();
    clock.advance(14 * DAY_MS - 1);
    expect((await (await startCustomer(ctx, {}, clock)).open()).isReturn).toBe(true);
    expect((await (await startCustomer(ctx, { userId: "another" }, clock)).open()).isReturn).toBe(false);
    expect((await (await startCustomer(ctx, { environment: "sandbox" }, clock)).open()).isReturn).toBe(false);
    clock.advance(14 * DAY_MS + 1);
    expect((await (await startCustomer(ctx, {}, clock)).open()).isReturn).toBe(false);
  });

  it("finishes in a workspace that became read-only", async () => {
    const { ctx, setAccess } = await make();
    const customer = await startCustomer(ctx);
    await setAccess("read_only");
    await customer.open();
    await customer.press("reason", "cancel");
    expect((await customer.press("confirm", "confirm")).session.outcome).toBe("churned");
    await expect(startCustomer({ ...ctx, workspace: { ...ctx.workspace, access: "active" } })).rejects.toMatchObject({ code: "workspace_read_only" });
  });
});

describe("a customer who does odd things", () => {
  it("goes back and forth as often as they like, and can still finish; the timeline keeps what a person could read", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx);
    await customer.open();
    for (let n = 0; n < 110; n++) await customer.press("reason", "continue", { reasonKey: "other" });
    await customer.press("reason", "leave");
    await customer.press("reason", "continue", { reasonKey: "not_using" });
    await customer.press("confirm", "confirm");
    const { timeline, reasonKey, outcome } = await session(ctx, customer.id);
    expect(timeline.length).toBeLessThan(210);
    expect(timeline.at(-1)?.type).toBe("confirmed");
    expect([reasonKey, outcome]).toEqual(["not_using", "churned"]);
  });

  it("cannot turn the receipt to another address, nor withdraw as an ordinary termination", async () => {
    const { ctx } = await make();
    const german = { region: "DE", customerType: "b2c", customer: { email: "merchant-said@example.com" }, context: { tenureDays: 3 } } as const;
    const trialConfig = flowConfigSchema.parse({ withdrawalRight: true });
    const customer = await startCustomer(ctx, { environment: "sandbox", trialConfig, ...german });
    await customer.open();
    const statutory = { kind: "ordinary", cause: "", endsOn: "" } as const;
    await customer.press("confirm", "withdraw", { statutory, email: "other@example.com" });
    const { session: done } = await customer.press("withdraw", "confirm_withdrawal", { email: "other@example.com" });
    expect(done).toMatchObject({ isWithdrawal: true, statutory: null, email: "merchant-said@example.com" });
    // What is asked after the end is asked where the law forbade it before, and once.
    expect((await customer.press("receipt", "survey", { reasonKey: "other" })).session.reasonKey).toBe("other");
    expect((await customer.press("receipt", "survey", { reasonKey: "not_using" })).session.reasonKey).toBe("other");
    const kept = await startCustomer(ctx, { userId: "kept" });
    await kept.open();
    await kept.press("reason", "keep");
    expect((await kept.press("receipt", "survey", { reasonKey: "other" })).session.reasonKey).toBeNull();
  });
});

describe("the job that ends sessions", () => {
  it("passes one that cannot be ended, and ends all others", async () => {
    const { ctx, clock } = await make(Date.UTC(2002, 0, 1));
    const [broken, whole] = [await startCustomer(ctx), await startCustomer(ctx)];
    await broken.open();
    clock.advance(1);
    await whole.open();
    // Its event is gone: the ledger then refuses the end.
    await ownerQuery("delete from cancellations where workspace_id = $1 and event_id = $2", [ctx.workspace.id, broken.id]);
    clock.advance(DAY_MS);
    expect(await expireDueSessions({ ctx })).toBe(1);
    expect((await session(ctx, whole.id)).status).toBe("abandoned");
    expect((await session(ctx, broken.id)).status).toBe("opened");
    await ownerQuery("delete from cancel_session_steps where workspace_id = $1", [ctx.workspace.id]);
    await ownerQuery("delete from cancel_sessions where workspace_id = $1", [ctx.workspace.id]);
  });
});

describe("an offer", () => {
  it("is chosen by the reason, shown once, and accepted into session and ledger", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx, { environment: "sandbox", trialConfig: withOffers });
    await customer.open();
    expect((await customer.press("reason", "continue", { reasonKey: "too_expensive" })).to).toBe("offer");
    const shown = await session(ctx, customer.id);
    expect(shown).toMatchObject({ offer: { type: "discount", accepted: false, label: "Half price" }, flowVersion: null });
    expect((await customer.press("reason", "continue", { reasonKey: "other" })).to).toBe("confirm");
    expect((await customer.press("offer", "accept")).session).toMatchObject({ outcome: "recovered", offerAccepted: true });
    expect(await getCancellation({ ctx, input: { environment: "sandbox", eventId: customer.id } })).toMatchObject({
      outcome: "recovered",
      offer: { type: "discount", accepted: true, label: "Half price" },
    });
  });

  it("that a customer was shown is not shown again before its cooldown is over", async () => {
    const { ctx, clock } = await make();
    const see = async () => {
      const customer = await startCustomer(ctx, { environment: "sandbox", trialConfig: withOffers }, clock);
      await customer.open();
      const { to } = await customer.press("reason", "continue", { reasonKey: "too_expensive" });
      return [to, (await session(ctx, customer.id)).offer.label];
    };
    expect(await see()).toEqual(["offer", "Half price"]);
    clock.advance(20 * DAY_MS);
    expect(await see()).toEqual(["offer", "A pause"]);
    clock.advance(20 * DAY_MS);
    expect(await see()).toEqual(["confirm", null]);
    clock.advance(51 * DAY_MS);
    expect(await see()).toEqual(["offer", "Half price"]);
  });

  it("is not shown where the law forbids it", async () => {
    const { ctx } = await make();
    const customer = await startCustomer(ctx, { environment: "sandbox", trialConfig: withOffers, region: "US-MN", customerType: "b2c" });
    await customer.open();
    expect((await customer.press("reason", "continue", { reasonKey: "too_expensive" })).to).toBe("confirm");
    expect((await session(ctx, customer.id)).offer.type).toBe("none");
  });
});

describe("the ledger", () => {
  it("lets a hosted event learn its reason, and nobody else's", async () => {
    const { ctx } = await make();
    await expect(ownerQuery("update cancellations set reason_text = 'x' where workspace_id = $1 and source = 'api'", [ctx.workspace.id])).resolves.toEqual([]);
    await ownerQuery(
      `insert into cancellations (workspace_id, environment, event_id, id, source, reason_key, offer_type, offer_accepted, occurred_at, received_at, updated_at,
         initial_outcome, payload_fingerprint, outcome, outcome_seq, last_update_seq)
       values ($1, 'prod', 'e', gen_random_uuid(), 'api', 'other', 'none', false, now(), now(), now(), 'pending', sha256(''), 'pending', 0, 0)`,
      [ctx.workspace.id],
    );
    await expect(ownerQuery("update cancellations set reason_text = 'x' where workspace_id = $1", [ctx.workspace.id])).rejects.toThrow(/never change/);
  });
});
