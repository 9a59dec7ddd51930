import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { hasProdEventsIn } from "./internal/has-prod-events.ts";
import { lockWorkspaceIn } from "./lock.ts";
import { type UpdateWorkspaceInput, updateWorkspaceInput } from "./model/workspace-settings.ts";

const CURRENCY_FIXED =
  "The currency is fixed since the first prod event: amounts are stored without one and would silently change their meaning. Make a new workspace for another currency.";

/**
 * Changes the name, the time zone (days and weeks of all figures follow it, past ones too) and, before the first prod event,
 * the currency. What is left out stays as it is.
 * @throws DomainError forbidden, validation_failed; conflict for the currency after the first prod event.
 */
export async function updateWorkspace({ ctx, input }: { ctx: WorkspaceContext; input: UpdateWorkspaceInput }): Promise<void> {
  authorize(ctx, "settings.manage");
  const wanted = validated(updateWorkspaceInput, input);
  const { id, slug } = ctx.workspace;
  await withWorkspace(id, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const { name, timeZone, currency } = await db.workspace.findUniqueOrThrow({ where: { id } });
    const before = { name, timeZone, currency };
    const changed = (Object.keys(before) as (keyof typeof before)[]).filter((field) => wanted[field] !== undefined && wanted[field] !== before[field]);
    if (changed.length === 0) return;
    if (changed.includes("timeZone")) await demandKnownTimeZone(db, wanted.timeZone as string);
    if (changed.includes("currency") && (await hasProdEventsIn(db, id))) {
      throw new DomainError("conflict", CURRENCY_FIXED, { errors: [{ path: "currency", code: "fixed", message: CURRENCY_FIXED }] });
    }
    const data = Object.fromEntries(changed.map((field) => [field, wanted[field]]));
    await db.workspace.update({ where: { id }, data: { ...data, updatedAt: new Date(ctx.clock.now()) } });
    const detail = Object.fromEntries(
      changed.flatMap((field) => [
        [`${field}From`, before[field]],
        [`${field}To`, wanted[field] as string],
      ]),
    );
    await recordAudit(db, ctx, id, { action: "workspace.updated", target: slug, detail });
  });
}

/** The database counts days and weeks, so it must know the zone too; its list can be older than ours. */
async function demandKnownTimeZone(db: Transaction, timeZone: string): Promise<void> {
  const known = await db.$queryRaw<unknown[]>`select 1 from pg_timezone_names where name = ${timeZone}`;
  if (known.length === 0) throw invalidField("timeZone", "unknown", "is not known to the database; choose a city in the same zone");
}
