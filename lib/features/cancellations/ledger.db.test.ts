import fc from "fast-check";
import { describe, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { DomainError } from "#lib/core/errors.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { type Action, expectLikeModel, type Ledger, lives } from "#lib/testing/ledger-actions.ts";
import type { EventView, Verdict } from "#lib/testing/ledger-model.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Any sequence of calls, however the clock runs, leaves the ledger as a short model says. */

const RUNS = process.env.TEST_FULL ? 3_000 : 150;

/** The verdict of a verb: its own, or the code it was refused with. */
async function verdict(work: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return { result: error.code };
    throw error;
  }
}

async function openLedger(): Promise<Ledger> {
  const clock = fixedClock("2026-06-01T12:00:00Z");
  const workspace = await makeWorkspace({ clock });
  const { ctx } = workspace;
  return {
    now: clock.now,
    wait: clock.advance,
    setReason: workspace.setReason,
    setReadOnly: (readOnly) => workspace.setAccess(readOnly ? "read_only" : "active"),
    post: (call) =>
      verdict(async () => {
        const answer = await ingestCancellation({ ctx, input: call });
        return answer.replayed ? { result: "replayed", differingFields: answer.differingFields } : { result: "created" };
      }),
    patch: (call) =>
      verdict(async () => {
        await updateOutcome({ ctx, input: call });
        return { result: "updated" };
      }),
    async read(environment, eventId): Promise<EventView | null> {
      try {
        const event = await getCancellation({ ctx, input: { environment, eventId } });
        return {
          reasonKey: event.reasonKey,
          userId: event.userId,
          outcome: event.outcome,
          outcomeEffectiveAt: event.outcomeEffectiveAt === null ? null : Date.parse(event.outcomeEffectiveAt),
          occurredAt: Date.parse(event.occurredAt),
          receivedAt: Date.parse(event.receivedAt),
          updatedAt: Date.parse(event.updatedAt),
          history: event.history.map(({ outcome, effectiveAt, receivedAt, metadata, current }) => ({
            outcome,
            effectiveAt: Date.parse(effectiveAt),
            receivedAt: Date.parse(receivedAt),
            metadata: metadata as { n: number } | null,
            current,
          })),
        };
      } catch (error) {
        if (error instanceof DomainError && error.code === "not_found") return null;
        throw error;
      }
    },
  };
}

describe("the ledger", () => {
  it("is like its model, whatever is done to it", { timeout: 1_800_000 }, async () => {
    // On failure fast-check prints the seed and the shortest life that shows it.
    await fc.assert(
      fc.asyncProperty(lives(25), async (actions) => expectLikeModel(await openLedger(), actions as Action[])),
      { numRuns: RUNS },
    );
  });
});
