import { Sparkline } from "#components/charts/sparkline.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { rateText } from "#components/ui/figure-text.ts";
import { rateGrounds } from "#components/ui/rate.tsx";
import { StatTile, StatTiles } from "#components/ui/stat-tile.tsx";
import type { Overview } from "#lib/features/analytics/model/overview.ts";
import { countChangeText, customersText, knownMoney, moneyChangeText, moneyGrounds, newsOf, rateChangeText } from "./words.ts";

/** The four numbers that one looks at first, each with how sure it is and what changed. */
export function OverviewTiles({ overview, currency }: { overview: Overview; currency: string }) {
  const { figures, before, changes, atRisk, weeks } = overview;
  // The running week would pull every line down at its end.
  const whole = weeks.filter(({ running }) => !running);
  const old = atRisk.bands.find(({ band }) => band === "31+");
  return (
    <StatTiles label="Figures of the period">
      <StatTile
        label="Cancellation attempts"
        value={figures.attempts.toLocaleString("en")}
        delta={countChangeText(changes?.attempts ?? null, before?.attempts ?? null)}
        news={newsOf(changes?.attempts ?? null, "down")}
        hint={customersText(figures)}
        sparkline={<Sparkline values={whole.map((week) => week.recovered + week.churned + week.abandoned + week.pending)} />}
      />
      <StatTile
        label={<>Save rate {figures.isImmature && figures.attempts > 0 && <Badge tone="warning">immature</Badge>}</>}
        value={rateText(figures.saveRate.value)}
        delta={rateChangeText(changes?.saveRate ?? null, before?.saveRate ?? null)}
        news={newsOf(changes?.saveRate ?? null, "up")}
        hint={rateGrounds({ ...figures.saveRate, decided: figures.decided, of: figures.attempts })}
        sparkline={<Sparkline values={whole.map(({ saveRate }) => saveRate.value)} color="var(--recovered)" />}
      />
      <StatTile
        label="Lost MRR"
        value={knownMoney(figures.lostMrr, figures.churned, currency)}
        delta={moneyChangeText(changes?.lostMrr ?? null, before?.lostMrr.sum ?? null, currency)}
        news={newsOf(changes?.lostMrr ?? null, "down")}
        hint={moneyGrounds(figures.lostMrr, figures.churned, "churned")}
        sparkline={<Sparkline values={whole.map(({ lostMrr }) => lostMrr)} color="var(--churned)" />}
      />
      <StatTile
        label="At-risk MRR, now"
        value={knownMoney(atRisk.mrr, atRisk.events, currency)}
        delta={moneyGrounds(atRisk.mrr, atRisk.events, "pending")}
        hint={
          old !== undefined && old.events > 0
            ? `${old.events.toLocaleString("en")} older than 30 days: was their outcome never sent?`
            : "none older than 30 days"
        }
      />
    </StatTiles>
  );
}
