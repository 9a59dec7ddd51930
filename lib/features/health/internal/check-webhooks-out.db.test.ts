import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HOUR, MINUTE, setUpHealth } from "#lib/testing/health-facts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** The check of the workspaces' webhooks. */

const { ago, iso, look } = setUpHealth();

describe("webhooks out", () => {
  async function endpoint(workspaceId: string, failingAge: number | null = null): Promise<string> {
    const id = randomUUID();
    await ownerQuery(
      `insert into webhook_endpoints (workspace_id, id, environment, url, events, secret_ciphertext, encryption_key_id, failing_since, last_failed_at, created_at, updated_at)
       values ($1, $2, 'prod', 'https://example.com', '{cancellation.created}', sha256('x'), 'k', $3, $3, now(), now())`,
      [workspaceId, id, failingAge === null ? null : ago(failingAge)],
    );
    return id;
  }
  async function message(workspaceId: string, age: number, isRelayed: boolean): Promise<string> {
    const id = randomUUID();
    await ownerQuery(
      `insert into outbox (workspace_id, id, environment, topic, payload, created_at, processed_at)
       values ($1, $2, 'prod', 'cancellation.created', '{}', $3, case when $4 then $3::timestamptz end)`,
      [workspaceId, id, ago(age), isRelayed],
    );
    return id;
  }
  async function delivery(workspaceId: string, endpointId: string, dueAge: number, state = "waiting", leased = false): Promise<void> {
    await ownerQuery(
      `insert into webhook_deliveries (workspace_id, message_id, endpoint_id, state, next_attempt_at, claims, leased_until, created_at, finished_at)
       values ($1, $2, $3, $4, case when $4 = 'waiting' then $5::timestamptz end, 1, case when $6 then now() + interval '1 minute' end, $5,
         case when $4 <> 'waiting' then $5::timestamptz end)`,
      [workspaceId, await message(workspaceId, dueAge, true), endpointId, state, ago(dueAge), leased],
    );
  }

  it("are not handed on", async () => {
    const { id } = (await makeWorkspace()).ctx.workspace;
    await message(id, 3 * MINUTE, false);
    expect((await look()).webhooksOut).toMatchObject({ state: "warning", since: iso(3 * MINUTE), figures: { relayWaiting: 1, relayOldestSeconds: 180 } });
    await message(id, 16 * MINUTE, false);
    expect((await look()).webhooksOut).toMatchObject({ state: "critical", since: iso(16 * MINUTE), figures: { relayWaiting: 2 } });
  });

  it("are overdue for endpoints of several workspaces; those that fail by themselves do not count", async () => {
    const [one, two] = [(await makeWorkspace()).ctx.workspace.id, (await makeWorkspace()).ctx.workspace.id];
    const [well, other, failing] = [await endpoint(one), await endpoint(two), await endpoint(two, 2 * HOUR)];
    await delivery(two, failing, HOUR);
    await delivery(one, well, -HOUR);
    await delivery(two, other, HOUR, "failed");
    expect((await look()).webhooksOut).toMatchObject({
      state: "ok",
      figures: { deliveriesWaiting: 2, overdueSeconds: null, failedInADay: 1, endpoints: 3, endpointsFailing: 1, oldestFailureSeconds: 7_200 },
    });
    await delivery(one, well, 6 * MINUTE);
    await delivery(two, other, 31 * MINUTE);
    expect((await look()).webhooksOut).toMatchObject({ state: "critical", since: iso(31 * MINUTE), figures: { overdueSeconds: 1_860, underWay: 0 } });
    await delivery(one, well, 5 * MINUTE, "waiting", true);
    expect((await look()).webhooksOut).toMatchObject({ state: "warning", figures: { underWay: 1 } });
  });

  it("fail at most endpoints: that is our side", async () => {
    const { id } = (await makeWorkspace()).ctx.workspace;
    for (const age of [null, null, HOUR, 2 * HOUR, 3 * HOUR]) await endpoint(id, age);
    expect((await look()).webhooksOut).toMatchObject({ state: "warning", since: iso(3 * HOUR), figures: { endpoints: 5, endpointsFailing: 3 } });
  });
});
