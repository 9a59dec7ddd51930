import type { WorkspaceContext } from "#lib/core/context.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import type { AccountRow } from "./account.ts";

/**
 * The workspace's customer at Stripe, made when there is none. The idempotency key makes two tabs one customer, and the
 * customer is stored before anything can be bought with it, so that every event of it finds its workspace.
 * @throws DomainError unavailable
 */
export async function ensureCustomer({ ctx, account }: { ctx: WorkspaceContext; account: AccountRow | null }): Promise<string> {
  if (account?.customerId != null) return account.customerId;
  const workspaceId = ctx.workspace.id;
  const { name } = await withWorkspace(workspaceId, (db) => db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true } }));
  const email = ctx.actor.type === "user" ? ctx.actor.name : undefined;
  const customer = await askStripe((stripe) =>
    stripe.customers.create(
      { name, ...(email !== undefined && { email }), metadata: { retentbase_workspace: workspaceId } },
      { idempotencyKey: `customer:${workspaceId}` },
    ),
  );
  const now = new Date(ctx.clock.now());
  return withWorkspace(workspaceId, async (db) => {
    await db.billingAccount.createMany({ data: [{ workspaceId, updatedAt: now }], skipDuplicates: true });
    await db.billingAccount.updateMany({ where: { workspaceId, customerId: null }, data: { customerId: customer.id, updatedAt: now } });
    const stored = await db.billingAccount.findUniqueOrThrow({ where: { workspaceId }, select: { customerId: true } });
    return stored.customerId as string;
  });
}
