import type { Access, Plan } from "#lib/core/context.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";

const accessNames: Record<Access, string> = { trialing: "Trial", active: "Active", past_due: "Payment overdue", read_only: "Read-only" };

const accessMeans: Record<Access, string> = {
  trialing: "Everything of Advanced works until the trial ends.",
  active: "Everything of the plan works.",
  past_due: "Everything works until seven days after the first unpaid invoice.",
  read_only: "What is stored stays readable and outcomes are still taken; new cancellations are refused.",
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
