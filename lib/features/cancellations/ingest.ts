import { DAY_MS } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { actorId } from "#lib/core/context.ts";
import { DomainError, type FieldError } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { singleton } from "#lib/core/singleton.ts";
import { sha256Hex } from "#lib/platform/crypto.ts";
import { ledgerPool, queryAsWorkspace } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { groupCommit } from "#lib/platform/group-commit.ts";
import { workspaceReadOnly } from "../billing/refusals.ts";
import { eventKeyText, findCancellations, insertCancellations, type NewCancellation } from "./internal/ledger-sql.ts";
import { type CancellationRow, payloadOfRow, toCancellation } from "./internal/row.ts";
import type { Cancellation, IngestInput } from "./model/cancellation.ts";
import { canonicalPayload, differingFields, payloadOf } from "./model/payload.ts";

export type IngestResult =
  | { replayed: false; cancellation: Cancellation }
  | { replayed: true; cancellation: Cancellation; payloadMatch: boolean; differingFields: string[] };

/** "created", the stored row when the event existed, or null when it was left out: reason not enabled, or workspace read-only. */
type Verdict = "created" | CancellationRow | null;

/** One statement for the new events of a batch, one more for those that existed. */
async function commitBatch(items: NewCancellation[]): Promise<Verdict[]> {
  const leaders = new Map<string, NewCancellation>();
  for (const item of items) {
    const key = eventKeyText(item);
    if (!leaders.has(key)) leaders.set(key, item);
  }
  const db = ledgerPool();
  const created = await insertCancellations(db, [...leaders.values()]);
  const others = items.filter((item) => !created.has(item.id));
  const stored = others.length === 0 ? new Map<string, CancellationRow>() : await findCancellations(db, others);
  return items.map((item) => (created.has(item.id) ? "created" : (stored.get(eventKeyText(item)) ?? null)));
}

const store = () =>
  singleton("cancellations.ingest", () =>
    groupCommit<NewCancellation, Verdict>({
      commit: commitBatch,
      exclusiveKey: () => null,
      maxBatch: env().INGEST_BATCH,
      maxQueue: env().INGEST_QUEUE,
    }),
  );

/**
 * Stores a cancellation, or returns the stored one when its event id is known (first write wins). Resolves after COMMIT.
 * @param input.strict a replay that says something else is refused instead of returned
 * @throws DomainError validation_failed (reason not enabled, more than 24 h ahead), workspace_read_only, event_id_reused, unavailable
 */
export async function ingestCancellation({ ctx, input }: { ctx: WorkspaceContext; input: IngestInput & { strict?: boolean } }): Promise<IngestResult> {
  const now = ctx.clock.now();
  const payload = payloadOf(input);
  const item: NewCancellation = {
    workspaceId: ctx.workspace.id,
    environment: input.environment,
    eventId: input.eventId,
    id: uuidv7(now),
    source: "api",
    payload,
    fingerprint: sha256Hex(canonicalPayload(payload)),
    occurredAt: input.occurredAt ?? now,
    receivedAt: now,
    apiKeyId: actorId(ctx.actor),
  };
  const isAhead = item.occurredAt > now + DAY_MS;
  // What explains a left-out row may change between the two looks (a reason enabled again): then it is simply tried again.
  for (let attempt = 0; attempt < 3; attempt++) {
    // A retry of a stored event is answered even when its date would be refused by now, so the look-up comes first.
    const verdict = isAhead ? await find(item) : await store()(item);
    if (verdict === "created") return { replayed: false, cancellation: createdCancellation(item) };
    if (verdict !== null) return replay(item, verdict, input.strict ?? false);
    await explainRefusal(item, isAhead);
  }
  throw new DomainError("unavailable", "The workspace's settings are changing right now. Nothing was stored; try again shortly.", { retryAfter: 1 });
}

async function find(item: NewCancellation): Promise<CancellationRow | null> {
  const stored = await queryAsWorkspace(item.workspaceId, (db) => findCancellations(db, [item]));
  return stored.get(eventKeyText(item)) ?? null;
}

function replay(item: NewCancellation, row: CancellationRow, strict: boolean): IngestResult {
  const payloadMatch = row.payload_fingerprint === item.fingerprint;
  // Erased fields can no longer be compared; what is left of them would look like a difference.
  const differing = payloadMatch || row.erased ? [] : differingFields(payloadOfRow(row), item.payload);
  if (strict && !payloadMatch) {
    throw new DomainError("event_id_reused", `The event "${item.eventId}" is stored with other content. It was not changed.`, {
      errors: differing.map((path) => ({ path, code: "differs", message: "differs from the stored event" })),
    });
  }
  return { replayed: true, cancellation: toCancellation(row), payloadMatch, differingFields: differing };
}

/** Throws why a row was left out: reason and date (400) before read-only access (402). */
async function explainRefusal(item: NewCancellation, isAhead: boolean): Promise<void> {
  const { reasons, access } = await queryAsWorkspace(item.workspaceId, async (db) => {
    const reasons = await db.query<{ key: string; accepted: boolean; listed: boolean }>(
      `select key, enabled or merged_into is not null as accepted, enabled and merged_into is null as listed
       from reasons where workspace_id = $1 order by position, key`,
      [item.workspaceId],
    );
    const workspace = await db.query<{ access: string }>(
      "select case when access_until <= $2 then 'read_only' else access end as access from workspaces where id = $1",
      [item.workspaceId, new Date(item.receivedAt)],
    );
    return { reasons: reasons.rows, access: workspace.rows[0]?.access };
  });
  const errors: FieldError[] = [];
  if (!reasons.some((reason) => reason.key === item.payload.reasonKey && reason.accepted)) {
    const enabled = reasons.filter((reason) => reason.listed).map((reason) => reason.key);
    errors.push({
      path: "reasonKey",
      code: "reason_not_enabled",
      message: enabled.length === 0 ? "the workspace has no enabled reason" : `must be an enabled reason of the workspace: ${enabled.join(", ")}`,
    });
  }
  if (isAhead) errors.push({ path: "occurredAt", code: "in_future", message: "must not be more than 24 hours in the future" });
  if (errors.length > 0) {
    throw new DomainError("validation_failed", errors.map((error) => `${error.path}: ${error.message}`).join("; "), { errors });
  }
  if (access === "read_only") throw workspaceReadOnly("Stored events can still be retried and updated.");
}

/** The public object of a row just made, without reading it back. */
function createdCancellation(item: NewCancellation): Cancellation {
  const { payload } = item;
  const receivedAt = new Date(item.receivedAt).toISOString();
  const occurredAt = item.occurredAt === item.receivedAt ? receivedAt : new Date(item.occurredAt).toISOString();
  return {
    id: formatId("can", item.id),
    eventId: item.eventId,
    environment: item.environment,
    source: item.source,
    userId: payload.userId,
    reasonKey: payload.reasonKey,
    reasonText: payload.reasonText,
    outcome: payload.outcome,
    outcomeEffectiveAt: payload.outcome === "pending" ? null : occurredAt,
    offer: { type: payload["offer.type"], accepted: payload["offer.accepted"], label: payload["offer.label"] },
    context: { plan: payload["context.plan"], mrr: payload["context.mrr"], tenureDays: payload["context.tenureDays"] },
    metadata: payload.metadata,
    occurredAt,
    receivedAt,
    updatedAt: receivedAt,
  };
}
