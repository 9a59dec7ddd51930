import type { Plan } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { type Feature, leastPlanWith, planTable } from "../plans/model/plan-table.ts";

/** What a call that would create something hears in a read-only workspace: why, what to do, and what works on. */
export function workspaceReadOnly(worksOn: string): DomainError {
  const why = isBillingOn()
    ? "The workspace is read-only: its trial, its subscription or its days of grace have ended. An owner opens it again in the dashboard, Billing."
    : "The workspace is read-only. Whoever runs this installation opens it again.";
  return new DomainError("workspace_read_only", `${why} ${worksOn}`);
}

/** What a call hears that the workspace's plan does not hold. */
export function planRequired(plan: Plan, feature: Feature): DomainError {
  const needed = planTable[leastPlanWith([feature])].name;
  const remedy = isBillingOn() ? "An owner changes it in the dashboard, Billing." : "Whoever runs this installation changes it.";
  return new DomainError("plan_required", `This needs the ${needed} plan; the workspace is on ${planTable[plan].name}. ${remedy}`);
}
