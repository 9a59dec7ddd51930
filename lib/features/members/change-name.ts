import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { actingUser } from "./internal/acting-user.ts";
import { checkedName } from "./internal/credentials.ts";

/** Sets what the signed-in user is called; "" for nothing. @throws DomainError validation_failed, unauthenticated */
export async function changeName({ ctx, input }: { ctx: Context; input: { name: string } }): Promise<void> {
  const id = actingUser(ctx);
  const name = checkedName(input.name);
  await withDirectory((db) => db.user.update({ where: { id }, data: { name, updatedAt: new Date(ctx.clock.now()) } }));
}
