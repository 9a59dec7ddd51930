import type { Access, WorkspaceContext } from "#lib/core/context.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { recordAudit } from "../audit/record.ts";
import { giveUpTrialIn } from "./give-up-trial.ts";
import { lockAccountIn, storedSubscription } from "./internal/account.ts";
import { standingAtNextLook } from "./internal/next-look.ts";
import type { Subscription } from "./model/subscription.ts";

/** What an operator can set: trials are billing's to give, and what is overdue is Stripe's to say. */
export type GivenAccess = Extract<Access, "active" | "read_only">;

/** What billing makes of it with its next look, if Stripe still says what it said last. */
export interface NextLook {
  access: Access;
  /** The subscription that decides; null: billing is off, and opens whatever it had decided about within a minute. */
  subscription: Pick<Subscription, "id" | "status"> | null;
}

/**
 * Sets the workspace's access state for good: no trial ends it any more. Where there is a subscription, or was one, what Stripe
 * says counts again with the next look at it. In force on every process within five seconds.
 * @returns what becomes of it; null: it holds for good
 */
export async function setWorkspaceAccess({ ctx, input }: { ctx: WorkspaceContext; input: { access: GivenAccess } }): Promise<NextLook | null> {
  return withWorkspace(ctx.workspace.id, async (db) => {
    const account = await lockAccountIn(db, ctx.workspace.id);
    await giveUpTrialIn(db, { ctx });
    const data = { access: input.access, accessUntil: null, updatedAt: new Date(ctx.clock.now()) };
    await db.workspace.update({ where: { id: ctx.workspace.id }, data });
    await recordAudit(db, ctx, ctx.workspace.id, {
      action: "workspace.access_set",
      target: ctx.workspace.slug,
      detail: { from: ctx.workspace.access, to: input.access },
    });
    const after = account && { ...account, trialEndsAt: null };
    const standing = standingAtNextLook(ctx, after);
    if (after === null || standing === null) return null;
    const subscription = isBillingOn() ? storedSubscription(after) : null;
    return { access: standing.access, subscription: subscription && { id: subscription.id, status: subscription.status } };
  });
}
