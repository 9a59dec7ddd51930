import type { Transaction } from "#lib/platform/prisma.ts";
import type { Subscription, SubscriptionStatus } from "../model/subscription.ts";

/** A stored account. */
export interface AccountRow {
  customerId: string | null;
  livemode: boolean | null;
  trialEndsAt: Date | null;
  subscriptionId: string | null;
  status: string | null;
  priceId: string | null;
  plan: string | null;
  billingInterval: string | null;
  currentPeriodStart: Date | null;
  currentPeriodEnd: Date | null;
  subscriptionTrialEnd: Date | null;
  cancelAt: Date | null;
  unpaidSince: Date | null;
  unpaidInvoiceId: string | null;
  liveSubscriptions: number;
  version: number;
  syncedAt: Date | null;
}

/**
 * A workspace's account, locked until the transaction ends; null: there is none. Whoever decides by it what the workspace may do takes
 * it first, so that no decision rests on an account that another has changed meanwhile.
 */
export async function lockAccountIn(db: Transaction, workspaceId: string): Promise<AccountRow | null> {
  await db.$queryRaw`select 1 from billing_accounts where workspace_id = ${workspaceId}::uuid for update`;
  return db.billingAccount.findUnique({ where: { workspaceId } });
}

/** The subscription that a stored account describes. */
export function storedSubscription(account: AccountRow): Subscription | null {
  const { subscriptionId, status, priceId, currentPeriodStart, currentPeriodEnd } = account;
  if (subscriptionId === null || status === null || currentPeriodStart === null || currentPeriodEnd === null) return null;
  const { unpaidInvoiceId, unpaidSince } = account;
  return {
    id: subscriptionId,
    status: status as SubscriptionStatus,
    priceId: priceId ?? "",
    plan: account.plan as Subscription["plan"],
    interval: account.billingInterval as Subscription["interval"],
    currentPeriodStart: currentPeriodStart.getTime(),
    currentPeriodEnd: currentPeriodEnd.getTime(),
    trialEnd: account.subscriptionTrialEnd?.getTime() ?? null,
    cancelAt: account.cancelAt?.getTime() ?? null,
    unpaid: unpaidInvoiceId === null || unpaidSince === null ? null : { invoiceId: unpaidInvoiceId, since: unpaidSince.getTime() },
  };
}

/** What a stored account says for the rule of access (model/access.ts). */
export function storedFacts(account: AccountRow): { trialEndsAt: number | null; subscription: Subscription | null; wasPaid: boolean } {
  return {
    trialEndsAt: account.trialEndsAt?.getTime() ?? null,
    subscription: storedSubscription(account),
    // Where the first payment was never made, or the price is not ours, nothing was given.
    wasPaid: account.plan !== null && account.status !== "incomplete" && account.status !== "incomplete_expired",
  };
}

/** The columns that describe a subscription, or that there is none. */
export function subscriptionColumns(subscription: Subscription | null) {
  const date = (ms: number | null | undefined) => (ms == null ? null : new Date(ms));
  return {
    subscriptionId: subscription?.id ?? null,
    status: subscription?.status ?? null,
    priceId: subscription?.priceId ?? null,
    plan: subscription?.plan ?? null,
    billingInterval: subscription?.interval ?? null,
    currentPeriodStart: date(subscription?.currentPeriodStart),
    currentPeriodEnd: date(subscription?.currentPeriodEnd),
    subscriptionTrialEnd: date(subscription?.trialEnd),
    cancelAt: date(subscription?.cancelAt),
    unpaidSince: date(subscription?.unpaid?.since),
    unpaidInvoiceId: subscription?.unpaid?.invoiceId ?? null,
  };
}
