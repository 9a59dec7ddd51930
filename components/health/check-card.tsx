import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import { figureWords } from "#lib/features/health/model/figure-words.ts";
import { type CheckName, checkTitles, type HealthChecks } from "#lib/features/health/model/report.ts";
import { StateBadge } from "./state-badge.tsx";

interface Props {
  name: CheckName;
  check: HealthChecks[CheckName];
}

/** One check: how it stands, since when, what to do, and its figures. */
export function CheckCard({ name, check }: Props) {
  const { state, since, detail, troubles, figures } = check;
  const entries: [string, string | number | null][] = Object.entries(figures);
  return (
    <Card title={checkTitles[name]} actions={<StateBadge state={state} />} id={name}>
      <div className="grid gap-3">
        {troubles.length === 0 && <p className="wrap-anywhere">{detail}</p>}
        {troubles.map((trouble) => (
          <Notice key={trouble.detail} tone={state === "critical" ? "danger" : "warning"} title={trouble.detail}>
            {trouble.action}
          </Notice>
        ))}
        <p className="text-13 text-muted">
          {state === "off" ? "Off" : "So"} since <Time at={since} timeZone="UTC" /> UTC
        </p>
        {state !== "off" && (
          <DescriptionList
            items={entries.map(([key, value]) => {
              const words = figureWords(key, value);
              return { key, term: words.term, value: key.endsWith("At") && value !== null ? <Time at={String(value)} timeZone="UTC" /> : words.value };
            })}
          />
        )}
      </div>
    </Card>
  );
}
