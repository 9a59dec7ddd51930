import { singleton } from "#lib/core/singleton.ts";
import { ledgerPool, type Queryable } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { groupCommit } from "#lib/platform/group-commit.ts";
import type { CancelLinkInput } from "../model/cancel-link.ts";
import type { SessionKey } from "./link-token.ts";
import type { SessionRow } from "./row.ts";

/** The two statements that touch the sessions of several workspaces at once; the SQL functions are in prisma/migrations. */

/** A session to store. Times are ms since 1970; hashes are hex. */
export interface NewSession extends SessionKey {
  tokenHash: string;
  returnUrl: string;
  input: Omit<CancelLinkInput, "returnUrl">;
  /** The draft as it is, for a trial of it; null: the published version. */
  trialConfig: unknown;
  apiKeyId: string | null;
  idempotencyKey: string | null;
  fingerprint: string;
  createdAt: number;
  expiresAt: number;
}

const iso = (ms: number) => new Date(ms).toISOString();

async function insert(sessions: readonly NewSession[]): Promise<boolean[]> {
  const column = <T>(value: (session: NewSession) => T) => sessions.map(value);
  const { rows } = await ledgerPool().query<{ id: string }>({
    name: "create_cancel_sessions",
    text: "select create_cancel_sessions($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23) as id",
    values: [
      column((session) => session.workspaceId),
      column((session) => session.id),
      column((session) => session.input.environment),
      column((session) => session.tokenHash),
      column((session) => session.input.userId),
      column((session) => session.returnUrl),
      column((session) => session.input.locale ?? null),
      column((session) => session.input.region ?? null),
      column((session) => session.input.customerType ?? null),
      column((session) => session.input.context?.plan ?? null),
      column((session) => session.input.context?.mrr ?? null),
      column((session) => session.input.context?.tenureDays ?? null),
      column((session) => (session.input.metadata === undefined ? null : JSON.stringify(session.input.metadata))),
      column((session) => session.input.display?.productName ?? null),
      column((session) => session.input.display?.planName ?? null),
      column((session) => session.input.display?.effectiveAt ?? null),
      column((session) => session.input.customer?.email ?? null),
      column((session) => (session.trialConfig === null ? null : JSON.stringify(session.trialConfig))),
      column((session) => session.apiKeyId),
      column((session) => session.idempotencyKey),
      column((session) => session.fingerprint),
      column((session) => iso(session.createdAt)),
      column((session) => iso(session.expiresAt)),
    ],
  });
  const made = new Set(rows.map((row) => row.id));
  return sessions.map((session) => made.has(session.id));
}

const store = () =>
  singleton("cancel-sessions.store", () =>
    groupCommit<NewSession, boolean>({ commit: insert, exclusiveKey: () => null, maxBatch: env().INGEST_BATCH, maxQueue: env().INGEST_QUEUE }),
  );

/**
 * Stores a session, in one statement with whoever else stores one now; resolves after COMMIT.
 * @returns false when it was left out: its idempotency key is known, or its workspace is read-only.
 * @throws DomainError unavailable
 */
export function storeSession(session: NewSession): Promise<boolean> {
  return store()(session);
}

/** A row as the functions answer it, by the key it was asked for. */
async function findAll(db: Queryable, keys: readonly SessionKey[]): Promise<(SessionRow | null)[]> {
  const { rows } = await db.query<SessionRow>({
    name: "find_cancel_sessions",
    text: "select * from find_cancel_sessions($1,$2)",
    values: [keys.map((key) => key.workspaceId), keys.map((key) => key.id)],
  });
  const byId = new Map(rows.map((row) => [`${row.workspace_id}${row.id}`, row]));
  return keys.map((key) => byId.get(`${key.workspaceId}${key.id}`) ?? null);
}

const reader = () =>
  singleton("cancel-sessions.reader", () =>
    groupCommit<SessionKey, SessionRow | null>({
      commit: (keys) => findAll(ledgerPool(), keys),
      exclusiveKey: () => null,
      maxBatch: 200,
      maxQueue: env().INGEST_QUEUE,
    }),
  );

/** The session of a signed token, looked up together with whoever else is being looked up now. @throws DomainError unavailable */
export function findSession(key: SessionKey): Promise<SessionRow | null> {
  return reader()(key);
}
