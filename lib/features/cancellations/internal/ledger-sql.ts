import type { Queryable } from "#lib/platform/db.ts";
import type { Cancellation, Outcome } from "../model/cancellation.ts";
import type { Payload } from "../model/payload.ts";
import { type CancellationRow, cancellationColumns } from "./row.ts";

/** The three statements that touch the ledger for several workspaces at once; the SQL functions are in prisma/migrations. */

/** The key of an event: workspace (UUID), environment, eventId. */
export interface EventKey {
  workspaceId: string;
  environment: Cancellation["environment"];
  eventId: string;
}

/** An event to store. Times are ms since 1970; the fingerprint is hex. */
export interface NewCancellation extends EventKey {
  /** UUIDv7. */
  id: string;
  source: Cancellation["source"];
  payload: Payload;
  fingerprint: string;
  occurredAt: number;
  receivedAt: number;
  /** UUID, or null when no API key wrote it. */
  apiKeyId: string | null;
}

/** An outcome to append. */
export interface NewOutcomeUpdate extends EventKey {
  outcome: Exclude<Outcome, "pending">;
  effectiveAt: number | null;
  receivedAt: number;
  metadata: Cancellation["metadata"];
  fingerprint: string;
  apiKeyId: string | null;
}

/** A column as a PostgreSQL array literal whose values need no quoting (UUIDs, numbers, enums, ISO times, hex). */
function plain<T>(rows: readonly T[], value: (row: T) => string | number | boolean | null): string {
  let out = "{";
  for (let i = 0; i < rows.length; i++) {
    if (i > 0) out += ",";
    out += value(rows[i] as T) ?? "NULL";
  }
  return `${out}}`;
}

const SPECIAL = /["\\]/;

/** A column of free text as an array literal. pg's own serialiser does the same at four times the cost. */
function quoted<T>(rows: readonly T[], value: (row: T) => string | null): string {
  let out = "{";
  for (let i = 0; i < rows.length; i++) {
    if (i > 0) out += ",";
    const text = value(rows[i] as T);
    if (text === null) out += "NULL";
    else out += `"${SPECIAL.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
  }
  return `${out}}`;
}

const iso = (ms: number) => new Date(ms).toISOString();

/**
 * Inserts what is new in one statement and answers the UUIDs of the rows it made. Left out: events that exist, reasons that
 * are not enabled, workspaces that are read-only.
 */
export async function insertCancellations(db: Queryable, rows: readonly NewCancellation[]): Promise<Set<string>> {
  const result = await db.query<{ id: string }>({
    name: "ingest_cancellations",
    text: "select ingest_cancellations($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20) as id",
    values: [
      plain(rows, (row) => row.workspaceId),
      plain(rows, (row) => row.environment),
      quoted(rows, (row) => row.eventId),
      plain(rows, (row) => row.id),
      plain(rows, (row) => row.source),
      quoted(rows, (row) => row.payload.userId),
      quoted(rows, (row) => row.payload.reasonKey),
      quoted(rows, (row) => row.payload.reasonText),
      plain(rows, (row) => row.payload["offer.type"]),
      plain(rows, (row) => row.payload["offer.accepted"]),
      quoted(rows, (row) => row.payload["offer.label"]),
      quoted(rows, (row) => row.payload["context.plan"]),
      plain(rows, (row) => row.payload["context.mrr"]),
      plain(rows, (row) => row.payload["context.tenureDays"]),
      quoted(rows, (row) => (row.payload.metadata === null ? null : JSON.stringify(row.payload.metadata))),
      plain(rows, (row) => iso(row.occurredAt)),
      plain(rows, (row) => iso(row.receivedAt)),
      plain(rows, (row) => row.payload.outcome),
      plain(rows, (row) => row.fingerprint),
      plain(rows, (row) => row.apiKeyId),
    ],
  });
  return new Set(result.rows.map((row) => row.id));
}

/** Text that names an event inside this process. */
export function eventKeyText(key: EventKey): string {
  return `${key.workspaceId}|${key.environment}|${key.eventId}`;
}

function byKey(rows: readonly CancellationRow[]): Map<string, CancellationRow> {
  return new Map(rows.map((row) => [eventKeyText({ workspaceId: row.workspace_id, environment: row.environment, eventId: row.event_id }), row]));
}

/** The stored events among the given keys, by eventKeyText. */
export async function findCancellations(db: Queryable, keys: readonly EventKey[]): Promise<Map<string, CancellationRow>> {
  const result = await db.query<CancellationRow>({
    name: "find_cancellations",
    text: `select ${cancellationColumns} from find_cancellations($1,$2,$3)`,
    values: [plain(keys, (key) => key.workspaceId), plain(keys, (key) => key.environment), quoted(keys, (key) => key.eventId)],
  });
  return byKey(result.rows);
}

/** Appends outcome updates (one per event in a call) and answers the events as they are then, by eventKeyText; unknown ones are missing. */
export async function updateOutcomes(db: Queryable, rows: readonly NewOutcomeUpdate[]): Promise<Map<string, CancellationRow>> {
  const result = await db.query<CancellationRow>({
    name: "update_cancellation_outcomes",
    text: `select ${cancellationColumns} from update_cancellation_outcomes($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    values: [
      plain(rows, (row) => row.workspaceId),
      plain(rows, (row) => row.environment),
      quoted(rows, (row) => row.eventId),
      plain(rows, (row) => row.outcome),
      plain(rows, (row) => (row.effectiveAt === null ? null : iso(row.effectiveAt))),
      plain(rows, (row) => iso(row.receivedAt)),
      quoted(rows, (row) => (row.metadata === null ? null : JSON.stringify(row.metadata))),
      plain(rows, (row) => row.fingerprint),
      plain(rows, (row) => row.apiKeyId),
    ],
  });
  return byKey(result.rows);
}
