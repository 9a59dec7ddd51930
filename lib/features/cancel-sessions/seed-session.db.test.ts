import { afterAll, describe, expect, it } from "vitest";
import { DAY_MS } from "#lib/core/clock.ts";
import { getCancelSession } from "#lib/features/cancel-sessions/get.ts";
import { listCancelSessions } from "#lib/features/cancel-sessions/list.ts";
import { noSessionFilters } from "#lib/features/cancel-sessions/model/session-filters.ts";
import { type SeededSession, seedSession } from "#lib/features/cancel-sessions/seed-session.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { closePools } from "#lib/platform/db.ts";
import { discountOffer, flowConfig } from "#lib/testing/flows.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

async function play(given: Partial<SeededSession> & { region?: string; customerType?: "b2b" | "b2c" }) {
  const { ctx } = await makeWorkspace();
  await allowReturn(ctx);
  await saveDraft({ ctx, input: { revision: 0, config: flowConfig({ markets: ["GB", "DE", "US"], offers: [discountOffer] }) } });
  await publishFlow({ ctx, input: { revision: 1 } });
  const { region = "GB", customerType = "b2b", ...rest } = given;
  const madeAt = ctx.clock.now() - 3 * DAY_MS;
  const input: SeededSession = {
    link: { userId: "user_1", environment: "prod", region, customerType },
    madeAt,
    wish: "cancels",
    reasonKey: "too_expensive",
    reasonText: null,
    pause: () => 10,
    result: "unseen",
    ...rest,
  };
  await seedSession({ ctx, input });
  const { data } = await listCancelSessions({ ctx, input: { filters: noSessionFilters, limit: 5 } });
  expect(data).toHaveLength(1);
  const id = data[0]?.session_id as string;
  const session = await getCancelSession({ ctx, input: { id, allowEnvironment: () => undefined } });
  const event = session.opened_at === null ? null : await getCancellation({ ctx, input: { environment: "prod", eventId: id } });
  return { session, event, steps: session.timeline.map(({ type }) => type), madeAt };
}

describe("seedSession", () => {
  it("plays a cancellation through at its own time, and the ledger agrees", async () => {
    const { session, event, steps, madeAt } = await play({ result: "verified" });
    expect(steps).toEqual(["created", "opened", "reason_given", "offer_shown", "confirm_shown", "confirmed", "result_issued", "result_verified"]);
    expect(Date.parse(session.created_at)).toBe(madeAt);
    expect(Date.parse(session.completed_at as string) - Date.parse(session.opened_at as string)).toBe(30_000);
    expect(session.result.verified_at).not.toBeNull();
    expect(event).toMatchObject({ source: "hosted", outcome: "churned", reasonKey: "too_expensive", offer: { type: "discount", accepted: false } });
    expect(event?.occurredAt).toBe(session.opened_at);
  });

  it.each([
    ["accepts", "completed", "recovered"],
    ["keeps", "completed", "recovered"],
    ["leaves", "abandoned", "abandoned"],
    ["disappears", "abandoned", "abandoned"],
  ] as const)("who %s ends %s", async (wish, status, outcome) => {
    const { session, event } = await play({ wish });
    expect([session.status, session.outcome, event?.outcome]).toEqual([status, outcome, outcome]);
    expect(session.offer.accepted).toBe(wish === "accepts");
  });

  it("leaves a link that nobody opens out of the ledger", async () => {
    const { session, event } = await play({ wish: "never_opens" });
    expect([session.status, event]).toEqual(["expired", null]);
  });

  it("goes the way of the customer's place: Germany's page first, the reason afterwards; California cancels beside the offer", async () => {
    const german = await play({ region: "DE", customerType: "b2c", result: "delivered" });
    expect(german.steps).toEqual(["created", "opened", "confirmed", "reason_added"]);
    expect(german.event?.reasonKey).toBe("too_expensive");
    expect(german.session.result).toMatchObject({ verified_at: null, delivered_at: expect.any(String) });
    expect((await play({ region: "US-CA" })).steps).toEqual(["created", "opened", "reason_given", "offer_shown", "confirmed"]);
  });

  it("does nothing that would lie in the future", async () => {
    const minuteAgo = Date.now() - 60_000;
    expect((await play({ madeAt: minuteAgo, wish: "never_opens" })).session.status).toBe("created");
    expect((await play({ madeAt: minuteAgo, pause: () => 40 })).steps).toEqual(["created", "opened", "reason_given", "offer_shown"]);
  });
});
