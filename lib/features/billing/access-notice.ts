import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { type AccessNotice, accessNoticeOf } from "./model/access-notice.ts";
import type { SubscriptionStatus } from "./model/subscription.ts";

/**
 * What stands above every page of the workspace while its access is about to end or has ended; null while all is well, and in
 * the demo. A workspace that pays costs no look into the database.
 * @throws DomainError forbidden, unavailable
 */
export async function accessNotice({ ctx }: { ctx: WorkspaceContext }): Promise<AccessNotice | null> {
  authorize(ctx, "workspace.read");
  const { id: workspaceId, access, isDemo } = ctx.workspace;
  if (isDemo || access === "active") return null;
  const { account, workspace } = await withWorkspace(workspaceId, async (db) => ({
    account: await db.billingAccount.findUnique({ where: { workspaceId }, select: { trialEndsAt: true, status: true } }),
    workspace: await db.workspace.findUnique({ where: { id: workspaceId }, select: { accessUntil: true } }),
  }));
  const facts = {
    access,
    accessUntil: workspace?.accessUntil?.getTime() ?? null,
    trialEndsAt: account?.trialEndsAt?.getTime() ?? null,
    status: (account?.status ?? null) as SubscriptionStatus | null,
  };
  return accessNoticeOf(facts, ctx.clock.now());
}
