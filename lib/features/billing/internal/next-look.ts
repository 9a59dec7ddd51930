import type { WorkspaceContext } from "#lib/core/context.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { type Standing, standingAt } from "../model/access.ts";
import { type AccountRow, storedFacts } from "./account.ts";

/**
 * What billing will say of the workspace the next time it looks, if Stripe still says what it said last.
 * @param account as it will be stored by then
 * @returns null where it has nothing to say: what an operator sets holds
 */
export function standingAtNextLook(ctx: WorkspaceContext, account: AccountRow | null): Standing | null {
  if (account === null || ctx.workspace.isDemo) return null;
  // Without Stripe's keys, whatever billing knows of is opened within a minute.
  if (!isBillingOn()) return { plan: "advanced", access: "active", until: null };
  return standingAt({ ...storedFacts(account), plan: ctx.workspace.plan }, ctx.clock.now());
}
