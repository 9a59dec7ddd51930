import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { isBillingOn, isUnknownToStripe, whileAPageWaits } from "#lib/platform/stripe.ts";
import { storedSubscription } from "./internal/account.ts";
import { stripeExtras } from "./internal/stripe-extras.ts";
import { priceIdOf } from "./internal/stripe-truth.ts";
import type { BillingView } from "./model/billing-view.ts";
import type { Subscription } from "./model/subscription.ts";
import { planPrices, priceAmount } from "./prices.ts";

interface Input {
  /** False: it was found silent a moment ago. */
  asksStripe: boolean;
}

/**
 * The Billing page: what is stored, and what Stripe adds while it answers.
 * @returns null where billing is off
 * @throws DomainError forbidden, demo_workspace, unavailable
 */
export async function getBilling({ ctx, input: { asksStripe } }: { ctx: WorkspaceContext; input: Input }): Promise<BillingView | null> {
  authorize(ctx, "billing.manage");
  if (!isBillingOn()) return null;
  const workspaceId = ctx.workspace.id;
  const { account, workspace } = await withWorkspace(workspaceId, async (db) => ({
    account: await db.billingAccount.findUnique({ where: { workspaceId } }),
    workspace: await db.workspace.findUnique({ where: { id: workspaceId } }),
  }));
  if (workspace === null) throw new DomainError("not_found", "No such workspace.");
  const subscription = account === null ? null : storedSubscription(account);
  const [prices, price, fromStripe] = await Promise.all([
    planPrices({ ctx }),
    subscription === null ? null : priceAmount({ ctx, input: { id: subscription.priceId } }),
    account?.customerId == null ? { next: null, card: null, credit: null, invoices: [] } : asksStripe ? extras(ctx, account.customerId, subscription) : null,
  ]);
  const isCustomerGone = fromStripe === "unknown";
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    plan: ctx.workspace.plan,
    access: ctx.workspace.access,
    accessUntil: workspace.accessUntil?.toISOString() ?? null,
    trialEndsAt: account?.trialEndsAt?.toISOString() ?? null,
    subscription: subscription && {
      status: subscription.status,
      plan: subscription.plan,
      interval: subscription.interval,
      price,
      isEarlierPrice:
        subscription.plan !== null && subscription.interval !== null && priceIdOf(subscription.plan, subscription.interval) !== subscription.priceId,
      currentPeriodEnd: new Date(subscription.currentPeriodEnd).toISOString(),
      trialEnd: iso(subscription.trialEnd),
      cancelAt: iso(subscription.cancelAt),
    },
    liveSubscriptions: account?.liveSubscriptions ?? 0,
    hasCustomer: account?.customerId != null,
    prices,
    isCustomerGone,
    fromStripe: isCustomerGone ? null : fromStripe,
    isTest: env().STRIPE?.livemode === false,
  };
}

async function extras(ctx: WorkspaceContext, customerId: string, subscription: Subscription | null): Promise<BillingView["fromStripe"] | "unknown"> {
  try {
    return await whileAPageWaits(() => stripeExtras(customerId, subscription));
  } catch (error) {
    if (isUnknownToStripe(error)) return "unknown";
    logger().warn({ err: error, workspace: ctx.workspace.slug }, "the Billing page is shown without what Stripe adds");
    return null;
  }
}
