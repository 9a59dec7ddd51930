import { isoTime, type Queryable } from "#lib/platform/db.ts";
import type { StepType } from "../model/session.ts";

export interface StoredStep {
  /** ISO 8601. */
  at: string;
  type: StepType;
  data: Record<string, string | number | boolean | null>;
}

/** The steps of a session in their order; its creation is none of them. */
export async function readSteps(db: Queryable, workspaceId: string, sessionId: string): Promise<StoredStep[]> {
  const { rows } = await db.query<StoredStep>("select at, type, data from cancel_session_steps where workspace_id = $1 and session_id = $2 order by seq", [
    workspaceId,
    sessionId,
  ]);
  return rows.map(({ at, type, data }) => ({ at: isoTime(at), type, data }));
}
