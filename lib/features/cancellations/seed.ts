import { DAY_MS } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { sha256Hex } from "#lib/platform/crypto.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { listReasons } from "../reasons/list.ts";
import { insertCancellations, type NewCancellation, updateOutcomes } from "./internal/ledger-sql.ts";
import { type SeededEvent, seedEvents } from "./internal/seed-events.ts";
import type { Cancellation } from "./model/cancellation.ts";
import { canonicalPayload, canonicalUpdate } from "./model/payload.ts";

const BATCH = 2_000;
const MONTH_MS = 30.4375 * DAY_MS;

interface Input {
  events: number;
  /** How far back the events reach. */
  months: number;
  /** Default: prod. */
  environment?: Cancellation["environment"];
  /** Another number makes other data. Default: 1. */
  seed?: number;
}

interface Seeded {
  created: number;
  /** Events of this seed that an earlier run made; they stay as they are. */
  alreadyThere: number;
  /** Outcomes that came after the event itself. */
  outcomeUpdates: number;
}

/**
 * Fills the ledger with believable events, in bulk and through the same SQL as the API. Event ids are `seed_<seed>_<n>`, so
 * that a second identical run adds nothing.
 * @param onProgress called after each batch with the number of events done
 * @throws DomainError validation_failed (bad numbers, no enabled reason), workspace_read_only, unavailable
 */
export async function seedWorkspace({ ctx, input, onProgress }: { ctx: WorkspaceContext; input: Input; onProgress?: (done: number) => void }): Promise<Seeded> {
  const { events, months, environment = "prod", seed = 1 } = input;
  if (!Number.isInteger(events) || events < 1) throw invalidField("events", "range", "must be a whole number of at least 1");
  if (!(months > 0 && months <= 240)) throw invalidField("months", "range", "must be above 0 and at most 240");
  if (ctx.workspace.access === "read_only") throw new DomainError("workspace_read_only", "The workspace is read-only; nothing was added.");
  const reasonKeys = (await listReasons({ ctx })).filter((reason) => reason.enabled && reason.mergedInto === null).map((reason) => reason.key);
  if (reasonKeys.length === 0) throw new DomainError("validation_failed", "The workspace has no enabled reason that an event could carry.");

  const to = ctx.clock.now();
  const eventAt = seedEvents({ seed, events, from: to - months * MONTH_MS, to, reasonKeys });
  const result: Seeded = { created: 0, alreadyThere: 0, outcomeUpdates: 0 };
  let stored: Promise<void> = Promise.resolve();
  for (let start = 0; start < events; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, events - start) }, (_, i) => eventAt(start + i));
    // The next batch is made up while the database stores this one.
    await stored;
    stored = storeBatch(ctx.workspace.id, environment, batch).then((part) => {
      result.created += part.created;
      result.alreadyThere += batch.length - part.created;
      result.outcomeUpdates += part.outcomeUpdates;
      onProgress?.(start + batch.length);
    });
    // Awaited above or below; until then a failure must not count as unhandled.
    stored.catch(() => undefined);
  }
  await stored;
  return result;
}

/** A batch and its later outcomes in one transaction: a run that ends in between is taken up where it ended. */
function storeBatch(workspaceId: string, environment: Cancellation["environment"], batch: SeededEvent[]): Promise<Omit<Seeded, "alreadyThere">> {
  const rows = batch.map(
    (event): NewCancellation => ({
      workspaceId,
      environment,
      eventId: event.eventId,
      id: uuidAt(event.receivedAt),
      source: "import",
      payload: event.payload,
      fingerprint: sha256Hex(canonicalPayload(event.payload)),
      occurredAt: event.occurredAt,
      receivedAt: event.receivedAt,
      apiKeyId: null,
    }),
  );
  return queryAsWorkspace(workspaceId, async (db) => {
    const created = await insertCancellations(db, rows);
    const fresh = batch.filter((_, i) => created.has((rows[i] as NewCancellation).id));
    let outcomeUpdates = 0;
    // One update of an event at a time, in the order of receipt.
    for (let turn = 0; ; turn++) {
      const updates = fresh.flatMap(({ eventId, updates: { [turn]: update } }) => (update === undefined ? [] : [{ eventId, ...update }]));
      if (updates.length === 0) return { created: created.size, outcomeUpdates };
      await updateOutcomes(
        db,
        updates.map((update) => ({
          ...update,
          workspaceId,
          environment,
          apiKeyId: null,
          fingerprint: sha256Hex(canonicalUpdate({ ...update, environment, metadata: update.metadata ?? undefined })),
        })),
      );
      outcomeUpdates += updates.length;
    }
  });
}

/** A UUIDv7 of a past moment: ids of the ledger sort by time. */
function uuidAt(time: number): string {
  const hex = time.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}${uuidv7().slice(13)}`;
}
