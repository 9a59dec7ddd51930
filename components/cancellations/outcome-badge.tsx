import { Badge } from "#components/ui/badge.tsx";
import type { Outcome } from "#lib/features/cancellations/model/cancellation.ts";
import { outcomeWords } from "./outcome-words.ts";

const looks: Record<Outcome, string> = {
  pending: "bg-pending-wash text-pending-text",
  churned: "bg-churned-wash text-churned-text",
  recovered: "bg-recovered-wash text-recovered-text",
  abandoned: "bg-abandoned-wash text-abandoned-text",
};

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <Badge className={looks[outcome]}>{outcomeWords[outcome]}</Badge>;
}
