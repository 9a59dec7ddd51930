import type { Outcome } from "#lib/features/cancellations/model/cancellation.ts";

const words: Record<Outcome, string> = { pending: "Pending", churned: "Churned", recovered: "Recovered", abandoned: "Abandoned" };

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <span className={`outcome outcome-${outcome}`}>{words[outcome]}</span>;
}
