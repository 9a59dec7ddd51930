import type { Plan, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { recordAudit } from "../audit/record.ts";
import { type AccountRow, lockAccountIn, storedFacts } from "./internal/account.ts";
import { standingAtNextLook } from "./internal/next-look.ts";

/**
 * Sets the workspace's plan; in force on every process within five seconds.
 * @throws DomainError conflict where a trial or a subscription decides it, and would undo what is set here
 */
export async function setWorkspacePlan({ ctx, input }: { ctx: WorkspaceContext; input: { plan: Plan } }): Promise<void> {
  await withWorkspace(ctx.workspace.id, async (db) => {
    const account = await lockAccountIn(db, ctx.workspace.id);
    const standing = standingAtNextLook({ ...ctx, workspace: { ...ctx.workspace, plan: input.plan } }, account);
    if (account !== null && standing !== null && standing.plan !== input.plan) throw decidedElsewhere(ctx, account);
    await db.workspace.update({ where: { id: ctx.workspace.id }, data: { plan: input.plan, updatedAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, ctx.workspace.id, {
      action: "workspace.plan_set",
      target: ctx.workspace.slug,
      detail: { from: ctx.workspace.plan, to: input.plan },
    });
  });
}

function decidedElsewhere({ workspace: { slug } }: WorkspaceContext, account: AccountRow): DomainError {
  return new DomainError("conflict", `The plan of ${slug} was not changed, because it would be undone. ${whoDecides(slug, account)}`);
}

function whoDecides(slug: string, account: AccountRow): string {
  if (!isBillingOn()) return "Billing is off, and the workspace is from when it was on: such workspaces are Advanced and active for good.";
  if (storedFacts(account).wasPaid) {
    return `Its subscription at Stripe (${account.subscriptionId}, ${account.status}) decides: change the plan on the workspace's Billing page, or there.`;
  }
  return `Its trial is of Advanced, until ${account.trialEndsAt?.toISOString()}. End that first: rb workspace set-access ${slug} active.`;
}
