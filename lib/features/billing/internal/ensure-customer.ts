import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { askStripe, isUnknownToStripe } from "#lib/platform/stripe.ts";
import { recordAudit } from "../../audit/record.ts";
import { type AccountRow, lockAccountIn } from "./account.ts";

/**
 * The workspace's customer at Stripe, made when there is none, or none any more. The idempotency key makes two tabs one customer, and
 * the customer is stored before anything can be bought with it, so that every event of it finds its workspace.
 * @throws DomainError unavailable; conflict where Stripe does not know a customer that pays
 */
export async function ensureCustomer({ ctx, account }: { ctx: WorkspaceContext; account: AccountRow | null }): Promise<string> {
  const before = account?.customerId ?? null;
  if (account !== null && before !== null && (await isUsable(account, before))) return before;
  const workspaceId = ctx.workspace.id;
  const { name } = await withWorkspace(workspaceId, (db) => db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true } }));
  const email = ctx.actor.type === "user" ? ctx.actor.name : undefined;
  // Under one key Stripe wants the same words each time, and names change.
  const { id: customerId } = await askStripe((stripe) =>
    stripe.customers.create(
      { metadata: { retentbase_workspace: workspaceId } },
      { idempotencyKey: before === null ? `customer:${workspaceId}` : `customer:${workspaceId}:after:${before}` },
    ),
  );
  await askStripe((stripe) => stripe.customers.update(customerId, { name, ...(email !== undefined && { email }) }));
  const now = new Date(ctx.clock.now());
  const livemode = env().STRIPE?.livemode === true;
  return withWorkspace(workspaceId, async (db) => {
    await db.billingAccount.createMany({ data: [{ workspaceId, updatedAt: now }], skipDuplicates: true });
    const stored = await lockAccountIn(db, workspaceId);
    if (stored !== null && stored.customerId !== null && stored.customerId !== before) return stored.customerId;
    // What is being asked about the former one must not be written over the new one's.
    await db.billingAccount.update({ where: { workspaceId }, data: { customerId, livemode, version: { increment: 1 }, updatedAt: now } });
    if (before !== null) {
      await recordAudit(db, ctx, workspaceId, { action: "billing.customer_replaced", target: ctx.workspace.slug, detail: { from: before, to: customerId } });
    }
    return customerId;
  });
}

/** A customer that Stripe does not know is replaced only where nothing is lost by it: with the wrong key, paying ones are unknown too. */
async function isUsable({ livemode, liveSubscriptions }: AccountRow, customerId: string): Promise<boolean> {
  if (livemode === false && env().STRIPE?.livemode === true) return false;
  try {
    const customer = await askStripe((stripe) => stripe.customers.retrieve(customerId));
    return customer.deleted !== true;
  } catch (error) {
    if (!isUnknownToStripe(error)) throw error;
    if (liveSubscriptions === 0) return false;
    throw new DomainError(
      "conflict",
      "Stripe does not know this workspace’s customer, though it pays. Ask whoever runs this installation whether the key is the right one.",
      {
        cause: error,
      },
    );
  }
}
