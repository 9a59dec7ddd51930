import { type Actor, type Context, inWorkspace } from "#lib/core/context.ts";
import { asUnavailable, pool } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { oneAtATime } from "#lib/platform/one-at-a-time.ts";
import { type Transaction, withDirectory, withWorkspace } from "#lib/platform/prisma.ts";
import { readWorkspaceIn } from "../workspaces/read.ts";
import { lockAccountIn, storedFacts, storedSubscription, subscriptionColumns } from "./internal/account.ts";
import { applyStandingIn } from "./internal/apply-standing.ts";
import { readTruth, type Truth } from "./internal/stripe-truth.ts";
import { tellOwnersIn } from "./internal/tell-owners.ts";
import { graceEnd, standingAt } from "./model/access.ts";

const STRIPE: Actor = { type: "system", name: "Stripe" };

/** How often the truth is read again because somebody else wrote meanwhile. */
const MOST_TRIES = 10;

export interface Converged {
  /** False: no workspace of ours has this customer. */
  isOurs: boolean;
  /** Whether plan, access or subscription differed from what was stored. */
  changed: boolean;
}

interface Account {
  workspace_id: string;
  version: number;
}

/**
 * Brings a customer's workspace to what Stripe says now, and ticks off every event of theirs that had arrived before Stripe was
 * asked. Order, repeats and gaps of events make no difference. Nothing is held while Stripe is asked: a write that is not based
 * on the newest stored version is thrown away and Stripe is asked again, so that an older truth is never written over a newer one.
 * @throws DomainError unavailable
 */
export function convergeCustomer({ ctx, input: { customerId } }: { ctx: Context; input: { customerId: string } }): Promise<Converged> {
  return oneAtATime(`stripe-customer:${customerId}`, async () => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const account = await findAccount(customerId);
      // What came before this look is answered by it.
      const askedAt = new Date(ctx.clock.now());
      if (account === null) return ignore(customerId, askedAt);
      const truth = (await isOfTestMode(account.workspace_id)) ? NOTHING_BOUGHT : await readTruth(customerId);
      const changed = await write(ctx, { customerId, account, truth, askedAt });
      if (changed !== null) return { isOurs: true, changed };
    }
    throw new Error(`the billing account of ${customerId} was written ${MOST_TRIES} times while it was read`);
  });
}

async function findAccount(customerId: string): Promise<Account | null> {
  try {
    const { rows } = await pool().query<Account>("select * from find_billing_account($1)", [customerId]);
    return rows[0] ?? null;
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** What was bought in test mode, once the key is of live mode: nothing. The other way round is an operator's slip, and takes nothing away. */
const NOTHING_BOUGHT: Truth = { subscription: null, live: 0, livemode: false };

function isOfTestMode(workspaceId: string): Promise<boolean> {
  if (env().STRIPE?.livemode !== true) return Promise.resolve(false);
  return withWorkspace(workspaceId, async (db) => (await db.billingAccount.findUnique({ where: { workspaceId } }))?.livemode === false);
}

/** A Stripe account may serve other products too. */
async function ignore(customerId: string, askedAt: Date): Promise<Converged> {
  await withDirectory((db) => finishEventsIn(db, { customerId, askedAt, state: "ignored", note: "no workspace has this customer" }));
  return { isOurs: false, changed: false };
}

/** @returns whether anything changed; null when another write came first */
function write(ctx: Context, given: { customerId: string; account: Account; truth: Truth; askedAt: Date }): Promise<boolean | null> {
  const { customerId, account, truth, askedAt } = given;
  const workspaceId = account.workspace_id;
  return withWorkspace(workspaceId, async (db) => {
    const before = await lockAccountIn(db, workspaceId);
    if (before?.version !== account.version) return null;
    await db.billingAccount.update({
      where: { workspaceId },
      data: {
        ...subscriptionColumns(truth.subscription),
        liveSubscriptions: truth.live,
        livemode: truth.livemode,
        version: account.version + 1,
        syncedAt: askedAt,
        updatedAt: askedAt,
      },
    });
    // Whoever happened to ask, it is Stripe's word that is written down.
    const byStripe = { ...ctx, actor: STRIPE };
    const inside = inWorkspace(byStripe, await readWorkspaceIn(db, { ctx, input: { id: workspaceId } }));
    const standing = standingAt({ ...storedFacts(before), subscription: truth.subscription, plan: inside.workspace.plan }, ctx.clock.now());
    const moved = standing !== null && (await applyStandingIn(db, { ctx: inside, standing }));
    const { unpaid } = truth.subscription ?? { unpaid: null };
    if (unpaid !== null && unpaid.invoiceId !== before.unpaidInvoiceId) {
      const until = new Date(graceEnd(unpaid.since)).toISOString();
      await tellOwnersIn(db, { ctx: inside, key: `payment_failed:${unpaid.invoiceId}`, mail: { template: "payment_failed", until } });
    }
    await finishEventsIn(db, { customerId, askedAt, state: "done", note: null });
    return moved || JSON.stringify(storedSubscription(before)) !== JSON.stringify(truth.subscription);
  });
}

async function finishEventsIn(db: Transaction, given: { customerId: string; askedAt: Date; state: "done" | "ignored"; note: string | null }): Promise<void> {
  const { customerId, askedAt, state, note } = given;
  await db.stripeEvent.updateMany({
    where: { customerId, state: "received", receivedAt: { lte: askedAt } },
    data: { state, note, finishedAt: askedAt },
  });
}
