import type { Access, Plan, WorkspaceContext } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../../audit/record.ts";
import type { Standing } from "../model/access.ts";
import { tellOwnersIn } from "./tell-owners.ts";

/**
 * Writes plan and access of the context's workspace, and tells its owners and the audit log when either changed. The row is
 * locked until the transaction ends, so whoever changes it too sees what was written. The demo stays as it was made.
 * @returns whether anything changed
 */
export async function applyStandingIn(db: Transaction, { ctx, standing }: { ctx: WorkspaceContext; standing: Standing }): Promise<boolean> {
  const { id, isDemo } = ctx.workspace;
  if (isDemo) return false;
  await db.$queryRaw`select 1 from workspaces where id = ${id}::uuid for no key update`;
  const before = await db.workspace.findUniqueOrThrow({ where: { id } });
  const now = ctx.clock.now();
  const accessUntil = standing.until === null ? null : new Date(standing.until);
  const isSame = before.plan === standing.plan && before.access === standing.access && before.accessUntil?.getTime() === accessUntil?.getTime();
  if (isSame) return false;
  await db.workspace.update({ where: { id }, data: { plan: standing.plan, access: standing.access, accessUntil, updatedAt: new Date(now) } });
  if (before.plan === standing.plan && before.access === standing.access) return true;
  await recordAudit(db, ctx, id, {
    action: "billing.access_changed",
    target: before.slug,
    detail: { planFrom: before.plan as Plan, planTo: standing.plan, accessFrom: before.access as Access, accessTo: standing.access },
  });
  if (standing.access === "read_only" && before.access !== "read_only") {
    // Of one end there is one mail, however often it is noticed.
    const ended = before.accessUntil?.getTime() ?? now;
    await tellOwnersIn(db, {
      ctx,
      key: `access_lost:${id}:${ended}`,
      mail: { template: "access_lost", because: before.access as Exclude<Access, "read_only"> },
    });
  }
  if (standing.access !== "read_only" && before.access === "read_only") {
    await tellOwnersIn(db, { ctx, key: `access_restored:${id}:${now}`, mail: { template: "access_restored", plan: standing.plan } });
  }
  return true;
}
