import type { WorkspaceContext } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { trialEnd } from "./model/access.ts";

/** Gives a new workspace its trial, in the transaction that makes it. Where billing is off there is nothing to try. */
export async function beginTrialIn(db: Transaction, { ctx }: { ctx: WorkspaceContext }): Promise<void> {
  if (!isBillingOn()) return;
  const now = new Date(ctx.clock.now());
  const trialEndsAt = new Date(trialEnd(now.getTime()));
  const workspaceId = ctx.workspace.id;
  await db.billingAccount.create({ data: { workspaceId, trialEndsAt, updatedAt: now } });
  await db.workspace.update({ where: { id: workspaceId }, data: { plan: "advanced", access: "trialing", accessUntil: trialEndsAt } });
}
