import { describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { createCancelLink } from "#lib/features/cancel-sessions/create-link.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const END = Date.parse("2026-11-23T10:00:00.000Z");
const event = (eventId: string) => ({ environment: "prod" as const, eventId, reasonKey: "other" });
const link = { environment: "prod" as const, userId: "u", returnUrl: "https://shop.example.com/back", idempotencyKey: null };

/** A workspace whose column still says "trialing"; only the clock knows better. */
async function endingWorkspace() {
  const clock = fixedClock(END - 1);
  const made = await makeWorkspace({ clock });
  await addReturnOrigin({ ctx: made.ctx, input: { origin: "https://shop.example.com" } });
  await ownerQuery("update workspaces set access = 'trialing', access_until = $2 where id = $1", [made.ctx.workspace.id, new Date(END)]);
  return { clock, ctx: { ...made.ctx, workspace: { ...made.ctx.workspace, access: "trialing" as const } } };
}

describe("an end that only the clock knows of yet", () => {
  it("holds at its very millisecond for what creates something, whatever a cache or a column says", async () => {
    const { clock, ctx } = await endingWorkspace();
    expect((await ingestCancellation({ ctx, input: event("before") })).replayed).toBe(false);
    await createCancelLink({ ctx, input: link });
    clock.set(END);
    await expect(ingestCancellation({ ctx, input: event("after") })).rejects.toMatchObject({ code: "workspace_read_only" });
    await expect(createCancelLink({ ctx, input: link })).rejects.toMatchObject({ code: "workspace_read_only" });
    // What is stored goes on: replays, and outcomes.
    expect((await ingestCancellation({ ctx, input: event("before") })).replayed).toBe(true);
    const updated = await updateOutcome({ ctx, input: { environment: "prod", eventId: "before", outcome: "recovered" } });
    expect(updated.outcome).toBe("recovered");
  });
});
