import fc from "fast-check";
import { describe, it } from "vitest";
import { type ApiAnswer, apiClient } from "#lib/testing/api-client.ts";
import { type Action, expectLikeModel, type Ledger, lives } from "#lib/testing/ledger-actions.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** The same lives as in lib/features/cancellations/ledger.db.test.ts, over HTTP and by the machine's clock. */

const RUNS = process.env.TEST_FULL ? 400 : 25;

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

function verdict({ status, body }: ApiAnswer) {
  if (status >= 400) return { result: body.code };
  if (body.replayed) return { result: "replayed", differingFields: body.differingFields };
  if (status === 201) return { result: "created", receivedAt: Date.parse(body.receivedAt) };
  return { result: "updated", receivedAt: Date.parse(body.updatedAt) };
}

async function openLedger(): Promise<Ledger> {
  const workspace = await makeWorkspace();
  const api = apiClient(workspace.apiKey);
  return {
    now: Date.now,
    wait() {},
    setReason: workspace.setReason,
    setReadOnly: (readOnly) => workspace.setAccess(readOnly ? "read_only" : "active"),
    post: async ({ occurredAt, ...call }) => verdict(await api.post({ ...call, occurredAt: iso(occurredAt) })),
    patch: async ({ eventId, effectiveAt, ...call }) => verdict(await api.patch(eventId, { ...call, effectiveAt: iso(effectiveAt) })),
    async read(environment, eventId) {
      const { status, body } = await api.get(eventId, environment);
      if (status === 404) return null;
      return {
        reasonKey: body.reasonKey,
        userId: body.userId,
        outcome: body.outcome,
        outcomeEffectiveAt: body.outcomeEffectiveAt === null ? null : Date.parse(body.outcomeEffectiveAt),
        occurredAt: Date.parse(body.occurredAt),
        receivedAt: Date.parse(body.receivedAt),
        updatedAt: Date.parse(body.updatedAt),
        history: body.history.map((entry) => ({
          outcome: entry.outcome,
          effectiveAt: Date.parse(entry.effectiveAt),
          receivedAt: Date.parse(entry.receivedAt),
          metadata: entry.metadata as { n: number } | null,
          current: entry.current,
        })),
      };
    },
  };
}

describe("the ledger over HTTP", () => {
  it("is like its model, whatever is done to it", { timeout: 1_800_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(lives(20), async (actions) => expectLikeModel(await openLedger(), actions as Action[])),
      { numRuns: RUNS },
    );
  });
});
