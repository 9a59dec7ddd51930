import { actorId, type Context } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";

interface Entry {
  /** noun.verb, e.g. "api_key.created". */
  action: string;
  /** What it was done to: an id or key, never a secret. */
  target: string;
  detail?: Record<string, string | number | boolean | null>;
}

/** Writes who changed the configuration, in the transaction of the change itself. */
export async function recordAudit(db: Transaction, ctx: Context, workspaceId: string, entry: Entry): Promise<void> {
  const now = ctx.clock.now();
  await db.auditEntry.create({
    data: {
      workspaceId,
      id: uuidv7(now),
      at: new Date(now),
      actorType: ctx.actor.type,
      actorId: actorId(ctx.actor),
      actorName: ctx.actor.name,
      action: entry.action,
      target: entry.target,
      detail: entry.detail ?? {},
      requestId: ctx.requestId,
    },
  });
}
