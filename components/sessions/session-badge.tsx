import { OutcomeBadge } from "#components/cancellations/outcome-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { SessionSummary } from "#lib/features/cancel-sessions/model/session.ts";
import { statusWords } from "./session-words.ts";

/** Where a session stands: its outcome once that is final, else its status. */
export function SessionBadge({ status, outcome }: Pick<SessionSummary, "status" | "outcome">) {
  if ((status === "completed" || status === "abandoned") && outcome !== null) return <OutcomeBadge outcome={outcome} />;
  return <Badge>{status === "opened" && outcome === "abandoned" ? "Open, has left" : statusWords[status]}</Badge>;
}
