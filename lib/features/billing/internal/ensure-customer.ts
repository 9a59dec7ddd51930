import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { askStripe, isUnknownToStripe } from "#lib/platform/stripe.ts";

/**
 * The workspace's customer at Stripe, made when there is none, or none any more: deleted there, or of the test mode that came before
 * the live one. The idempotency key makes two tabs one customer, and the customer is stored before anything can be bought with it,
 * so that every event of it finds its workspace.
 * @throws DomainError unavailable; conflict when another was stored meanwhile
 */
export async function ensureCustomer({
  ctx,
  account,
}: {
  ctx: WorkspaceContext;
  account: { customerId: string | null; version: number } | null;
}): Promise<string> {
  const before = account?.customerId ?? null;
  if (before !== null && (await isKnown(before))) return before;
  const workspaceId = ctx.workspace.id;
  const { name } = await withWorkspace(workspaceId, (db) => db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { name: true } }));
  const email = ctx.actor.type === "user" ? ctx.actor.name : undefined;
  const customer = await askStripe((stripe) =>
    stripe.customers.create(
      { name, ...(email !== undefined && { email }), metadata: { retentbase_workspace: workspaceId } },
      { idempotencyKey: before === null ? `customer:${workspaceId}` : `customer:${workspaceId}:after:${before}` },
    ),
  );
  const now = new Date(ctx.clock.now());
  return withWorkspace(workspaceId, async (db) => {
    await db.billingAccount.createMany({ data: [{ workspaceId, updatedAt: now }], skipDuplicates: true });
    // What is being asked about the former one must not be written over the new one's.
    await db.billingAccount.updateMany({
      where: { workspaceId, customerId: before },
      data: { customerId: customer.id, version: { increment: 1 }, updatedAt: now },
    });
    const { customerId } = await db.billingAccount.findUniqueOrThrow({ where: { workspaceId }, select: { customerId: true } });
    if (customerId === null) throw new DomainError("conflict", "The checkout was opened elsewhere at the same time. Try again.");
    return customerId;
  });
}

async function isKnown(customerId: string): Promise<boolean> {
  try {
    const customer = await askStripe((stripe) => stripe.customers.retrieve(customerId));
    return customer.deleted !== true;
  } catch (error) {
    if (isUnknownToStripe(error)) return false;
    throw error;
  }
}
