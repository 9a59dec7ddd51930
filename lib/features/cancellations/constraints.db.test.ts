import { beforeAll, describe, expect, it } from "vitest";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { connectAsOwner } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** The invariants that the database itself keeps, whatever code comes. */

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await ingestCancellation({ ctx: workspace.ctx, input: { environment: "prod", eventId: "e", reasonKey: "other", outcome: "churned" } });
});

/** Tries a change as the owner, who may do everything but break a constraint. */
async function change(sql: string): Promise<string> {
  const owner = await connectAsOwner();
  try {
    await owner.query("begin");
    await owner.query("select set_config('app.workspace_id', $1, true)", [workspace.ctx.workspace.id]);
    const { rowCount } = await owner.query(`${sql} where workspace_id = $1`, [workspace.ctx.workspace.id]);
    return `${rowCount} changed`;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await owner.query("rollback");
    await owner.end();
  }
}

describe("the ledger refuses", () => {
  it.each([
    "update cancellations set offer_accepted = true",
    "update cancellations set reason_key = null",
    "update cancellations set outcome = 'pending'",
    "update cancellations set outcome_effective_at = null",
    "update cancellations set outcome_received_at = null",
    "update cancellations set outcome_seq = 2",
    "update cancellations set outcome_seq = 0",
    "update cancellations set updated_at = received_at - interval '1 second'",
    "update cancellations set mrr = -1",
    "update cancellations set mrr = 'NaN'",
    "update cancellations set mrr = 'Infinity'",
    "update cancellations set tenure_days = 36501",
    "update cancellations set environment = 'live'",
    "update cancellations set source = 'guess'",
    "update cancellations set event_id = ''",
    "update cancellations set event_id = repeat('x', 256)",
    "update cancellations set metadata = '[]'",
    "update cancellations set payload_fingerprint = '\\x00'",
    "update outcome_updates set seq = 0",
    "update outcome_updates set outcome = 'pending'",
    "update outcome_updates set metadata = '1'",
    "update outcome_updates set actor_type = 'nobody'",
  ])("%s", async (sql) => expect(await change(sql)).toBe("23514"));

  it("a second row of one event, and two updates of one number", async () => {
    expect(await change("insert into cancellations select * from cancellations")).toBe("23505");
    expect(await change("insert into outcome_updates select * from outcome_updates")).toBe("23505");
  });
});
