import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { dayOf } from "#lib/core/time-range.ts";
import { validated } from "#lib/core/validated.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { atRiskNow } from "./internal/at-risk.ts";
import { countPeriods } from "./internal/counts.ts";
import { placeOf } from "./internal/place.ts";
import { reasonShares } from "./internal/reasons.ts";
import { type Span, spanOf } from "./internal/span.ts";
import { outcomesByWeek } from "./internal/weeks.ts";
import { changesOf, figuresOf } from "./model/figures.ts";
import { type Overview, type OverviewInput, overviewInput } from "./model/overview.ts";
import { periodOf } from "./model/period.ts";

/**
 * How it stands: the figures of a period, of the one before it and what of the difference is clear, what is at risk now, how
 * the last weeks ended, and why customers left. Outcomes are as known now.
 * @throws DomainError forbidden, validation_failed, unavailable
 */
export async function overview({ ctx, input }: { ctx: WorkspaceContext; input: OverviewInput }): Promise<Overview> {
  authorize(ctx, "workspace.read");
  const { environment, period: asked, chartWeeks } = validated(overviewInput, input);
  const scope = { workspaceId: ctx.workspace.id, environment };
  const now = ctx.clock.now();
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { timeZone, firstEventAt } = await placeOf(db, scope);
    const firstDay = firstEventAt === null ? null : dayOf(Date.parse(firstEventAt), timeZone);
    const period = periodOf(asked, { today: dayOf(now, timeZone), firstDay });
    const span = await spanOf(db, { timeZone, period, now });
    const counts = await countPeriods(db, scope, span);
    // A time before the first event would compare something with nothing.
    const comparable = firstEventAt !== null && firstEventAt < span.previousFrom;
    return {
      environment,
      timeZone,
      period: { from: period.from, to: period.to, days: period.days, running: period.running },
      previous: comparable ? { from: period.previousFrom, to: period.from } : null,
      firstEventAt,
      figures: figuresOf(counts.now),
      before: comparable ? figuresOf(counts.before) : null,
      changes: comparable ? changesOf(counts.now, counts.before, durationsOf(span, now)) : null,
      atRisk: await atRiskNow(db, scope, now),
      weeks: await outcomesByWeek(db, scope, { timeZone, now, count: chartWeeks }),
      reasons: await reasonShares(db, scope, { span, comparable }),
    };
  });
}

/** What of each period is over, in ms. */
function durationsOf(span: Span, now: number): { now: number; before: number } {
  return {
    now: Math.max(0, Math.min(now, Date.parse(span.to)) - Date.parse(span.from)),
    before: Math.max(0, Date.parse(span.previousTo) - Date.parse(span.previousFrom)),
  };
}
