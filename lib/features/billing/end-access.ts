import { type Context, inWorkspace } from "#lib/core/context.ts";
import { asUnavailable, pool } from "#lib/platform/db.ts";
import { withDirectory, withWorkspace } from "#lib/platform/prisma.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { readWorkspaceIn } from "../workspaces/read.ts";
import { lockAccountIn, storedFacts } from "./internal/account.ts";
import { applyStandingIn } from "./internal/apply-standing.ts";
import { type Standing, standingAt } from "./model/access.ts";

const PAGE = 200;

/**
 * Writes down what the clock decided: trials, periods and days of grace that ran out, with a mail to the owners. Every gate looks
 * at the clock itself and has acted already. Gives trials back that a clock running ahead had ended; what it did to subscriptions,
 * the nightly comparison mends. Where billing was switched off, lifts what it had decided.
 * @returns how many workspaces changed
 * @throws DomainError unavailable
 */
export async function endAccess({ ctx }: { ctx: Context }): Promise<number> {
  if (!isBillingOn()) return release(ctx);
  const now = new Date(ctx.clock.now());
  const ended = await withDirectory((db) =>
    db.workspace.findMany({ where: { accessUntil: { lte: now } }, orderBy: { accessUntil: "asc" }, take: 1_000, select: { id: true } }),
  );
  const cutShort = await idsOf("list_trials_cut_short", now);
  let changed = 0;
  for (const id of [...ended.map(({ id }) => id), ...cutShort]) if (await apply(ctx, id)) changed++;
  return changed;
}

/** Without Stripe every workspace is Advanced and active for good. Where that is so already, one look at an index says it. */
async function release(ctx: Context): Promise<number> {
  let changed = 0;
  for (;;) {
    const limited = await idsOf("list_limited_accounts", PAGE);
    for (const id of limited) if (await apply(ctx, id, { plan: "advanced", access: "active", until: null })) changed++;
    if (limited.length < PAGE) return changed;
  }
}

async function idsOf(list: "list_limited_accounts" | "list_trials_cut_short", input: number | Date): Promise<string[]> {
  try {
    const { rows } = await pool().query<{ workspace_id: string }>(`select workspace_id from ${list}($1)`, [input]);
    return rows.map(({ workspace_id: id }) => id);
  } catch (error) {
    throw asUnavailable(error);
  }
}

function apply(ctx: Context, workspaceId: string, given?: Standing): Promise<boolean> {
  return withWorkspace(workspaceId, async (db) => {
    const account = await lockAccountIn(db, workspaceId);
    if (account === null) return false;
    const inside = inWorkspace(ctx, await readWorkspaceIn(db, { ctx, input: { id: workspaceId } }));
    if (given !== undefined) return applyStandingIn(db, { ctx: inside, standing: given });
    const standing = standingAt({ ...storedFacts(account), plan: inside.workspace.plan }, ctx.clock.now());
    return standing !== null && applyStandingIn(db, { ctx: inside, standing });
  });
}
