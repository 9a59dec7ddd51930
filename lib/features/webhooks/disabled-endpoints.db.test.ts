import { describe, expect, it } from "vitest";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { deleteEndpoint } from "#lib/features/webhooks/delete-endpoint.ts";
import { relayMessages } from "#lib/features/webhooks/relay.ts";
import { updateEndpoint } from "#lib/features/webhooks/update-endpoint.ts";
import { DAY, START, setUpDeliveries } from "#lib/testing/deliveries.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** When nothing more is sent to an endpoint, and what becomes of what waits. */

const { clock, subscribed, work, worker } = setUpDeliveries();

describe("an endpoint is disabled", () => {
  const addMembers = async ({ ctx, slug }: { ctx: WorkspaceContext; slug: string }) => {
    for (const role of ["owner", "admin"] as const) {
      await createUser({ ctx, input: { email: `${role}-${slug}@example.test`, password: "a password of some length", role } });
    }
  };
  const mails = () =>
    ownerQuery<{ recipient: string; template: string }>("select recipient, template from mails where template = 'webhook_endpoint_disabled' order by 1");

  it("at once when it answers 410: what waits is given up, and the owners are told", async () => {
    const workspace = await subscribed(({ body }) => (body.includes('"gone"') ? 410 : 500));
    const { slug, ctx, post, receiver, deliveries, reload, endpoint } = workspace;
    await addMembers(workspace);
    await post("e");
    await work();
    await post("gone");
    await work();
    expect(await reload()).toMatchObject({ enabled: false, disabledReason: "gone", disabledAt: new Date(clock.now()).toISOString() });
    expect((await deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ["failed", 1],
      ["failed", 1],
    ]);
    expect(await mails()).toEqual([{ recipient: `owner-${slug}@example.test`, template: "webhook_endpoint_disabled" }]);
    expect(await ownerQuery("select detail from audit_log where workspace_id = $1 and action = 'webhook_endpoint.disabled'", [ctx.workspace.id])).toMatchObject(
      [{ detail: { reason: "gone", givenUp: 1 } }],
    );
    const before = receiver.received.length;
    await post("later");
    clock.advance(10 * DAY);
    await work();
    expect(receiver.received).toHaveLength(before);
    // Enabled again it begins anew.
    await updateEndpoint({ ctx, input: { id: endpoint.id, enabled: true } });
    await post("again");
    await work();
    expect(receiver.received).toHaveLength(before + 1);
  });

  it("after five days of nothing but failures, not an hour before", async () => {
    const workspace = await subscribed(() => 500);
    const { post, reload } = workspace;
    await addMembers(workspace);
    const before = (await mails()).length;
    for (let hour = 0; hour < 5 * 24; hour += 12) {
      await post(`e${hour}`);
      await work();
      expect(await reload(), `hour ${hour}`).toMatchObject({ enabled: true, failingSince: new Date(START).toISOString() });
      clock.set(START + (hour + 12) * 3_600_000 - 1);
      await work();
      clock.advance(1);
    }
    await post("last");
    await work();
    expect(await reload()).toMatchObject({ enabled: false, disabledReason: "failing" });
    expect(await mails()).toHaveLength(before + 1);
  });

  it("not when one success lies between, nor by two failures far apart", async () => {
    let status = 500;
    const { post, reload } = await subscribed(() => status);
    await post("e0");
    await work();
    clock.advance(DAY);
    status = 200;
    await work();
    expect(await reload()).toMatchObject({ enabled: true, failingSince: null });
    status = 500;
    await post("e1");
    await work();
    // Quiet for long, since nothing happened: no five days of failing.
    await ownerQuery("update webhook_deliveries set state = 'failed', next_attempt_at = null, finished_at = now() where state = 'waiting'");
    clock.advance(40 * DAY);
    await post("e2");
    await work();
    expect(await reload()).toMatchObject({ enabled: true, failingSince: new Date(clock.now()).toISOString() });
  });

  it("by hand, or deleted: nothing more is sent, also of what was handed on at that very moment", async () => {
    for (const how of ["disabled", "deleted"]) {
      const { ctx, endpoint, post, receiver } = await subscribed();
      await post("before");
      await relayMessages({ ctx: worker });
      if (how === "disabled") await updateEndpoint({ ctx, input: { id: endpoint.id, enabled: false } });
      else await deleteEndpoint({ ctx, input: { id: endpoint.id } });
      // What a relay that saw the endpoint still enabled leaves behind.
      const states = "select distinct state from webhook_deliveries where workspace_id = $1";
      expect(await ownerQuery(states, [ctx.workspace.id])).toEqual([{ state: "failed" }]);
      await ownerQuery("update webhook_deliveries set state = 'waiting', next_attempt_at = created_at, finished_at = null where workspace_id = $1", [
        ctx.workspace.id,
      ]);
      await work();
      expect([how, await ownerQuery(states, [ctx.workspace.id]), receiver.received]).toEqual([how, [{ state: "failed" }], []]);
    }
  });
});
