import type { Access, Plan } from "#lib/core/context.ts";
import { GRACE_DAYS } from "#lib/features/billing/model/access.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";

export const accessNames: Record<Access, string> = { trialing: "Trial", active: "Active", past_due: "Payment overdue", read_only: "Read-only" };

export const accessMeans: Record<Access, string> = {
  trialing: "Everything of the plan works until the trial ends.",
  active: "Everything of the plan works.",
  past_due: `Everything works until ${GRACE_DAYS} days after the first unpaid invoice fell due.`,
  read_only:
    "What is stored stays readable and exportable, open cancellation pages finish and outcomes are still taken; new cancellations and new links are refused.",
};

interface Words {
  plan: string;
  access: string;
  means: string;
}

/** Plan and access state as a person reads them. */
export function planWords(plan: Plan, access: Access): Words {
  return { plan: planTable[plan].name, access: accessNames[access], means: accessMeans[access] };
}
