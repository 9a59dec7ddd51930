import { DAY_MS } from "#lib/core/clock.ts";
import { type Context, inWorkspace } from "#lib/core/context.ts";
import { asUnavailable, pool } from "#lib/platform/db.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { readWorkspaceIn } from "../workspaces/read.ts";
import { storedSubscription } from "./internal/account.ts";
import { tellOwnersIn } from "./internal/tell-owners.ts";
import { isLive } from "./model/subscription.ts";

/** Owners hear of the end of their trial so long before it, once. */
const BEFORE_MS = 3 * DAY_MS;

/** Tells the owners whose trial ends within three days and who have not subscribed. @throws DomainError unavailable */
export async function tellOfEndingTrials({ ctx }: { ctx: Context }): Promise<void> {
  if (!isBillingOn()) return;
  const now = ctx.clock.now();
  for (const workspaceId of await ending(now)) {
    await withWorkspace(workspaceId, async (db) => {
      const inside = inWorkspace(ctx, await readWorkspaceIn(db, { ctx, input: { id: workspaceId } }));
      const account = await db.billingAccount.findUnique({ where: { workspaceId } });
      const subscription = account === null ? null : storedSubscription(account);
      if (account?.trialEndsAt == null || (subscription !== null && isLive(subscription))) return;
      const until = account.trialEndsAt.toISOString();
      await tellOwnersIn(db, { ctx: inside, key: `trial_ending:${workspaceId}:${until}`, mail: { template: "trial_ending", until } });
      await db.billingAccount.update({ where: { workspaceId }, data: { trialEndTold: account.trialEndsAt } });
    });
  }
}

async function ending(now: number): Promise<string[]> {
  try {
    const { rows } = await pool().query<{ workspace_id: string }>("select workspace_id from list_ending_trials($1, $2)", [
      new Date(now),
      new Date(now + BEFORE_MS),
    ]);
    return rows.map(({ workspace_id: id }) => id);
  } catch (error) {
    throw asUnavailable(error);
  }
}
