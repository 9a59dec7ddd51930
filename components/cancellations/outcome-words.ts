import type { Outcome } from "#lib/features/cancellations/model/cancellation.ts";

export const outcomeWords: Record<Outcome, string> = { pending: "Pending", churned: "Churned", recovered: "Recovered", abandoned: "Abandoned" };
