import { isoTimeOrNull, type Queryable } from "#lib/platform/db.ts";

/** The tenant's part of the ledger that a question is about. */
export interface Scope {
  /** UUID. */
  workspaceId: string;
  environment: "prod" | "sandbox";
}

/** Where the workspace is, and since when it has events (ISO 8601). */
export async function placeOf(db: Queryable, { workspaceId, environment }: Scope): Promise<{ timeZone: string; firstEventAt: string | null }> {
  const { rows } = await db.query<{ time_zone: string; first_at: string | null }>(
    `select time_zone, (select min(occurred_at) from cancellations where workspace_id = $1 and environment = $2) as first_at
     from workspaces where id = $1`,
    [workspaceId, environment],
  );
  return { timeZone: rows[0]?.time_zone ?? "UTC", firstEventAt: isoTimeOrNull(rows[0]?.first_at ?? null) };
}
