import type { ReactNode } from "react";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SessionDetail } from "#lib/features/cancel-sessions/model/session-list.ts";

/** Whether the merchant knows of a session's outcome, and which way. */
export function SessionResult({ session: { status, result }, timeZone }: { session: SessionDetail; timeZone: string }) {
  if (status !== "completed") return null;
  const when = (at: string | null, never: string): ReactNode =>
    at === null ? <span className="text-muted">{never}</span> : <Time at={at} timeZone={timeZone} />;
  const isUnseen = result.delivered_at === null && result.verified_at === null;
  return (
    <section aria-label="Result" className="grid gap-3">
      <h3 className="font-semibold text-14">Result</h3>
      <DescriptionList
        items={[
          { term: "Customer sent back", value: when(result.issued_at, "Not yet: the customer has not pressed return") },
          { term: "Told by webhook", value: when(result.delivered_at, "No endpoint took cancel_session.completed") },
          { term: "Token verified", value: when(result.verified_at, "Not with RetentBase") },
        ]}
      />
      {isUnseen && (
        <p className="text-13 text-muted">
          Only your own check with the Signing Secret could have told you of it. If you have none, act on this outcome by hand.
        </p>
      )}
    </section>
  );
}
