import { actorId, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { singleton } from "#lib/core/singleton.ts";
import { sha256Hex } from "#lib/platform/crypto.ts";
import { ledgerTransaction, queryAsWorkspace } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { groupCommit } from "#lib/platform/group-commit.ts";
import { eventKeyText, findCancellations, type NewOutcomeUpdate, updateOutcomes } from "./internal/ledger-sql.ts";
import { type CancellationRow, toCancellation } from "./internal/row.ts";
import type { Cancellation, UpdateOutcomeInput } from "./model/cancellation.ts";
import { canonicalUpdate } from "./model/payload.ts";

const store = () =>
  singleton("cancellations.update-outcome", () =>
    groupCommit<NewOutcomeUpdate, CancellationRow | null>({
      commit: async (items) => {
        const changed = await ledgerTransaction((db) => updateOutcomes(db, items));
        return items.map((item) => changed.get(eventKeyText(item)) ?? null);
      },
      // Two updates of one event must be two statements, in the order they came.
      exclusiveKey: eventKeyText,
      maxBatch: env().INGEST_BATCH,
      maxQueue: env().INGEST_QUEUE,
    }),
  );

/**
 * Appends an outcome update and answers the event as it is then; works in a read-only workspace, so that no outcome is lost.
 * The current outcome is the update with the latest min(effectiveAt, receivedAt), ties by receipt; a repeat of the latest
 * received update changes nothing. Resolves after COMMIT.
 * @throws DomainError wrong_environment, not_found, unavailable
 */
export async function updateOutcome({ ctx, input }: { ctx: WorkspaceContext; input: UpdateOutcomeInput }): Promise<Cancellation> {
  const item: NewOutcomeUpdate = {
    workspaceId: ctx.workspace.id,
    environment: input.environment,
    eventId: input.eventId,
    outcome: input.outcome,
    effectiveAt: input.effectiveAt ?? null,
    receivedAt: ctx.clock.now(),
    metadata: input.metadata ?? null,
    fingerprint: sha256Hex(canonicalUpdate(input)),
    apiKeyId: actorId(ctx.actor),
  };
  const row = await store()(item);
  if (row !== null) return toCancellation(row);
  const other = { ...item, environment: item.environment === "prod" ? ("sandbox" as const) : ("prod" as const) };
  const elsewhere = await queryAsWorkspace(item.workspaceId, (db) => findCancellations(db, [other]));
  if (elsewhere.size > 0) {
    throw new DomainError("wrong_environment", `The event exists in ${other.environment}, not in ${item.environment}. Send the environment of the first call.`);
  }
  throw new DomainError("not_found", `There is no such event in ${item.environment}.`);
}
