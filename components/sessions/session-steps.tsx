import { Time } from "#components/ui/time.tsx";
import type { SessionDetail } from "#lib/features/cancel-sessions/model/session-list.ts";
import { pauseWords, stepWords } from "./session-words.ts";

interface Props {
  session: SessionDetail;
  labels: Record<string, string>;
  timeZone: string;
}

/** What the customer saw and did, in its order, and how long each took. */
export function SessionSteps({ session, labels, timeZone }: Props) {
  return (
    <section aria-label="Steps">
      <h3 className="mb-3 font-semibold text-14">Steps</h3>
      <ol className="m-0 list-none p-0 text-13">
        {session.steps.map((step, i) => {
          const { title, detail } = stepWords(step, session, labels);
          const pause = pauseWords(step.seconds);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added to
            <li key={i} className="relative ms-1 border-line-strong border-s pb-4 ps-4 last:border-transparent last:pb-0">
              <span aria-hidden="true" className="absolute top-1.5 -start-1 size-2 rounded-full bg-muted ring-3 ring-surface" />
              <p className="font-medium">{title}</p>
              {detail !== null && (
                <p dir="auto" className="wrap-anywhere">
                  {detail}
                </p>
              )}
              <p className="text-muted">
                <Time at={step.at} timeZone={timeZone} />
                {pause !== null && `, ${pause}`}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
