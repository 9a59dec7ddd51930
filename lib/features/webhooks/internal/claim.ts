import { asUnavailable, isoTime, pool, queryAsWorkspace } from "#lib/platform/db.ts";
import type { Message } from "./message.ts";

/** Longer than the longest attempt with the statements around it: 15 s for the exchange, 2 for a connection, 10.5 for a statement. */
const LEASE_SECONDS = 30;
const PER_ENDPOINT = 4;

/** A delivery that is ours for the time of a lease. */
export interface ClaimKey {
  workspace_id: string;
  message_id: string;
  endpoint_id: string;
  /** Number of the claim; a later one takes the right to write a failure away from it. */
  claim: number;
}

/** All that sending it takes. */
export interface Claimed extends ClaimKey {
  message: Message;
  url: string;
  /** Attempts made before. */
  attempts: number;
  secret: { ciphertext: Buffer; encryptionKeyId: string };
}

/** Claims what is due, across workspaces; each workspace's part is then read as that workspace. @throws DomainError unavailable */
export async function claimDue({ now, limit }: { now: number; limit: number }): Promise<Claimed[]> {
  const keys = await pool()
    .query<ClaimKey>("select * from claim_webhook_deliveries($1, $2, $3, $4)", [new Date(now), limit, PER_ENDPOINT, LEASE_SECONDS])
    .then(
      ({ rows }) => rows,
      (error: unknown) => Promise.reject(asUnavailable(error)),
    );
  const byWorkspace = new Map<string, ClaimKey[]>();
  for (const key of keys) byWorkspace.set(key.workspace_id, [...(byWorkspace.get(key.workspace_id) ?? []), key]);
  return (await Promise.all([...byWorkspace].map(([workspaceId, claims]) => load(workspaceId, claims, now)))).flat();
}

function load(workspaceId: string, claims: ClaimKey[], now: number): Promise<Claimed[]> {
  const keys = [workspaceId, claims.map((claim) => claim.message_id), claims.map((claim) => claim.endpoint_id)];
  return queryAsWorkspace(workspaceId, async (db) => {
    const { rows } = await db.query<{
      message_id: string;
      endpoint_id: string;
      attempts: number;
      topic: Message["type"];
      environment: Message["environment"];
      payload: unknown;
      created_at: string;
      workspace_key: string;
      url: string;
      secret_ciphertext: Buffer;
      encryption_key_id: string;
    }>(
      `select d.message_id, d.endpoint_id, d.attempts, o.topic, o.environment, o.payload, o.created_at, w.workspace_key,
         e.url, e.secret_ciphertext, e.encryption_key_id
       from unnest($2::uuid[], $3::uuid[]) as k (message_id, endpoint_id)
       join webhook_deliveries d on d.workspace_id = $1 and d.message_id = k.message_id and d.endpoint_id = k.endpoint_id
       join outbox o on o.workspace_id = $1 and o.id = d.message_id
       join webhook_endpoints e on e.workspace_id = $1 and e.id = d.endpoint_id and e.enabled
       join workspaces w on w.id = $1`,
      keys,
    );
    // An endpoint may have been disabled or deleted while the delivery was made: then nobody else gives it up.
    if (rows.length < claims.length) {
      await db.query(
        `update webhook_deliveries d set state = 'failed', next_attempt_at = null, leased_until = null, finished_at = $4
         from unnest($2::uuid[], $3::uuid[]) as k (message_id, endpoint_id)
         where d.workspace_id = $1 and d.message_id = k.message_id and d.endpoint_id = k.endpoint_id and d.state = 'waiting'
           and not exists (select 1 from webhook_endpoints e where e.workspace_id = $1 and e.id = d.endpoint_id and e.enabled)`,
        [...keys, new Date(now)],
      );
    }
    const found = new Map(rows.map((row) => [`${row.message_id} ${row.endpoint_id}`, row]));
    return claims.flatMap((claim) => {
      const row = found.get(`${claim.message_id} ${claim.endpoint_id}`);
      if (row === undefined) return [];
      const { topic: type, environment, payload, workspace_key: workspaceKey } = row;
      return {
        ...claim,
        message: { type, environment, payload, workspaceKey, timestamp: isoTime(row.created_at) },
        url: row.url,
        attempts: row.attempts,
        secret: { ciphertext: row.secret_ciphertext, encryptionKeyId: row.encryption_key_id },
      };
    });
  });
}
