import { describe, expect, it } from "vitest";
import { expireDueSessions } from "#lib/features/cancel-sessions/expire-due.ts";
import { getCancelSession } from "#lib/features/cancel-sessions/get.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { DAY, setUpDeliveries } from "#lib/testing/deliveries.ts";
import { allowReturn, startCustomer } from "#lib/testing/hosted.ts";

/** What the worker goes on doing for a workspace that is read-only: whatever happens there is written down and told. */

const deliveries = setUpDeliveries();

describe("a read-only workspace", () => {
  it("is told of what happened before, of outcomes that still come, and of sessions that end", async () => {
    const { ctx, post, receiver, setAccess } = await deliveries.subscribed();
    await allowReturn(ctx);
    await post("stored");
    const [leaves, stays] = [await startCustomer(ctx), await startCustomer(ctx)];
    await leaves.open();
    await stays.open();
    await setAccess("read_only");
    await updateOutcome({ ctx, input: { environment: "prod", eventId: "stored", outcome: "recovered" } });
    await stays.press("confirm", "confirm");
    deliveries.clock.advance(DAY);
    expect(await expireDueSessions({ ctx: deliveries.worker })).toBe(1);
    expect(await getCancelSession({ ctx, input: { id: leaves.id, allowEnvironment: () => undefined } })).toMatchObject({
      status: "abandoned",
      outcome: "abandoned",
    });
    await deliveries.work();
    const told = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type).sort();
    const ofLedger = ["cancellation.created", "cancellation.outcome_updated"].flatMap((type) => [type, type, type]);
    expect(told).toEqual(["cancel_session.abandoned", "cancel_session.completed", ...ofLedger]);
  });
});
