import type { Plan } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { type Feature, leastPlanWith, planTable } from "../plans/model/plan-table.ts";

/**
 * What a call that would create something hears in a read-only workspace: where it stands why, what to do, and what works on. A trial,
 * a subscription, an unpaid invoice or an operator may have closed it: the refusal does not ask which, the Billing page knows.
 */
export function workspaceReadOnly(worksOn: string): DomainError {
  const why = isBillingOn()
    ? "The workspace is read-only. The dashboard says under Billing why, and what opens it again."
    : "The workspace is read-only. Whoever runs this installation opens it again.";
  return new DomainError("workspace_read_only", `${why} ${worksOn}`);
}

/** What a call hears that the workspace's plan does not hold. */
export function planRequired(plan: Plan, feature: Feature): DomainError {
  const needed = planTable[leastPlanWith([feature])].name;
  const remedy = isBillingOn() ? "An owner changes it in the dashboard, Billing." : "Whoever runs this installation changes it.";
  return new DomainError("plan_required", `This needs the ${needed} plan; the workspace is on ${planTable[plan].name}. ${remedy}`);
}
