import type { Plan, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import type { ChangePreview, PlanChoice } from "#lib/features/billing/model/billing-view.ts";
import { type Return, returns } from "#lib/features/billing/model/return.ts";
import type { BillingInterval } from "#lib/features/billing/model/subscription.ts";
import { previewChange } from "#lib/features/billing/preview-change.ts";
import { refreshBilling } from "#lib/features/billing/refresh.ts";
import { plans } from "#lib/features/plans/model/plan-table.ts";
import { logger } from "#lib/platform/logger.ts";

/** What the address of a Billing page asks for. */
export interface BillingAddress {
  /** The page as it was asked for. */
  self: string;
  /** Where somebody comes from, straight from Stripe. */
  back: Return | null;
  /** The same once Stripe was asked: what there is to say about it. */
  from: Return | null;
  interval: BillingInterval | null;
  /** The plan whose price is asked. */
  change: Plan | null;
  hrefOf(given: { interval: BillingInterval; change?: Plan }): string;
}

export function billingAddress(slug: string, query: Record<string, string | string[] | undefined>): BillingAddress {
  const path = `/dashboard/${slug}/billing`;
  const { checkout, portal, from, every, change } = query;
  const single = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const isLeft = checkout === "left";
  return {
    self: single.length === 0 ? path : `${path}?${new URLSearchParams(single)}`,
    back: portal === "back" ? "portal" : typeof checkout === "string" && !isLeft ? "checkout" : null,
    from: isLeft ? "left" : (returns.find((known) => known === from) ?? null),
    interval: every === "month" || every === "year" ? every : null,
    change: plans.find((plan) => plan === change) ?? null,
    hrefOf: (given) => `${path}?${new URLSearchParams({ every: given.interval, ...(given.change !== undefined && { change: given.change }) })}`,
  };
}

/**
 * Takes over what Stripe knows.
 * @returns `elsewhere`: the page to show instead, after a visit at Stripe always, else where something was different, since all around
 * the page shows it too; `isSilent`: Stripe does not answer
 */
export async function refreshed(ctx: WorkspaceContext, { back, self }: BillingAddress): Promise<{ elsewhere: string | null; isSilent: boolean }> {
  const path = `/dashboard/${ctx.workspace.slug}/billing`;
  try {
    const changed = await refreshBilling({ ctx, input: { comesFromStripe: back !== null } });
    return { elsewhere: back !== null ? `${path}?from=${back}` : changed ? self : null, isSilent: false };
  } catch (error) {
    // Where billing is off, the page says that. What Stripe refuses, such as a wrong key, is for whoever reads the log.
    const isRefused = !(error instanceof DomainError);
    if (isRefused) logger().error({ err: error, workspace: ctx.workspace.slug }, "Stripe could not be asked for the Billing page");
    const isSilent = isRefused || error.code === "unavailable";
    return { elsewhere: back === null ? null : isSilent ? `${path}?from=later` : path, isSilent };
  }
}

/** What a change would cost, or why that cannot be said. */
export async function previewOrWhyNot(ctx: WorkspaceContext, input: PlanChoice): Promise<ChangePreview | { refused: string }> {
  try {
    return await previewChange({ ctx, input });
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.message };
    // The page is of use without it.
    logger().error({ err: error, workspace: ctx.workspace.slug }, "a change of plan could not be previewed");
    return { refused: "Stripe would not say. Whoever runs this installation finds the reason in the log." };
  }
}
