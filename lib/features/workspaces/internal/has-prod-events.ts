import type { Transaction } from "#lib/platform/prisma.ts";

/** Whether the workspace has an event in prod; one look into an index. */
export async function hasProdEventsIn(db: Transaction, workspaceId: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ found: boolean }[]>`
    select exists (select 1 from cancellations where workspace_id = ${workspaceId}::uuid and environment = 'prod') as found`;
  return rows[0]?.found ?? false;
}
