import { Badge } from "#components/ui/badge.tsx";
import type { HealthState } from "#lib/features/health/model/report.ts";

const look = {
  ok: { tone: "accent", word: "Well" },
  warning: { tone: "warning", word: "Warning" },
  critical: { tone: "danger", word: "Critical" },
  off: { tone: "neutral", word: "Off" },
} as const;

/** How a check stands. */
export function StateBadge({ state }: { state: HealthState }) {
  return <Badge tone={look[state].tone}>{look[state].word}</Badge>;
}
