import type { WorkspaceContext } from "#lib/core/context.ts";
import { may } from "#lib/core/permissions.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import type { WayToPlans } from "./model/way-to-plans.ts";

/** For the one button beside whatever is locked. */
export function wayToPlans({ ctx }: { ctx: WorkspaceContext }): WayToPlans {
  if (!isBillingOn()) return "operator";
  return may(ctx, "billing.manage") ? "billing" : "owner";
}
