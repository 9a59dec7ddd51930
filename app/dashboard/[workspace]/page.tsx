import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { NextStepsCard } from "#components/analytics/next-steps-card.tsx";
import { OutcomesChart } from "#components/analytics/outcomes-chart.tsx";
import { OverviewTiles } from "#components/analytics/overview-tiles.tsx";
import { PeriodMenu } from "#components/analytics/period-menu.tsx";
import { RatesCard } from "#components/analytics/rates-card.tsx";
import { ReasonsCard } from "#components/analytics/reasons-card.tsx";
import { daysText } from "#components/analytics/words.ts";
import { Locked } from "#components/billing/locked.tsx";
import { CancellationTable } from "#components/cancellations/cancellation-table.tsx";
import { NoCancellations } from "#components/cancellations/no-cancellations.tsx";
import { CopyLink } from "#components/shell/copy-link.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { may } from "#lib/core/permissions.ts";
import { nextSteps } from "#lib/features/analytics/model/next-steps.ts";
import { parsePeriod, periodWeeks } from "#lib/features/analytics/model/period.ts";
import { nextStepFacts } from "#lib/features/analytics/next-step-facts.ts";
import { overview } from "#lib/features/analytics/overview.ts";
import { wayToPlans } from "#lib/features/billing/way-to-plans.ts";
import { exploreCancellations } from "#lib/features/cancellations/explore.ts";
import { NOT_GIVEN, noFilters } from "#lib/features/cancellations/model/filters.ts";
import { planHas } from "#lib/features/plans/model/plan-table.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { reasonLabels, sampleReasonKey } from "#lib/features/reasons/model/reason-words.ts";
import { countEndpoints } from "#lib/features/webhooks/count-endpoints.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { apiUrl } from "#lib/http/addresses.ts";
import { explorerAddress } from "#lib/http/explorer.ts";
import { demoSlug, requireReader } from "#lib/http/session.ts";

const RECENT = 6;

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const openReader = cache(requireReader);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workspace } = await params;
  await openReader(workspace, `/dashboard/${workspace}`);
  return { title: "Overview" };
}

export default async function OverviewPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const query = await searchParams;
  const environment = query.env === "sandbox" ? "sandbox" : "prod";
  const other = environment === "sandbox" ? "prod" : "sandbox";
  const { ctx } = await openReader(slug, `/dashboard/${slug}`);
  const showsSteps = may(ctx, "settings.manage");
  const [profile, reasons, shown, recent, demo, webhookEndpoints] = await Promise.all([
    workspaceProfile({ ctx }),
    listReasons({ ctx }),
    overview({ ctx, input: { environment, period: parsePeriod(query) } }),
    exploreCancellations({ ctx, input: { filters: { ...noFilters, environment }, limit: RECENT } }),
    demoSlug(),
    showsSteps ? countEndpoints({ ctx, input: { environment: "prod" } }) : null,
  ]);
  const stalePending = shown.atRisk.bands.find(({ band }) => band === "31+")?.events ?? 0;
  const steps = showsSteps ? nextSteps(await nextStepFacts({ ctx, input: { stalePending: environment === "prod" ? stalePending : 0, webhookEndpoints } })) : [];
  const list = explorerAddress(slug, {});
  const pageHref = (path: string) => {
    const [page = "", hash] = path.split("#");
    const joint = page.includes("?") ? "&" : "?";
    return `/dashboard/${slug}${page}${environment === "sandbox" ? `${joint}env=sandbox` : ""}${hash === undefined ? "" : `#${hash}`}`;
  };
  const labels = reasonLabels(reasons);
  const weeks = shown.period.days / 7;
  const isEmpty = shown.firstEventAt === null;
  return (
    <PageMain>
      <PageHead
        title="Overview"
        description="How retention stands, what changed, and what to do next."
        actions={!isEmpty && <CopyLink />}
        filters={
          isEmpty ? undefined : (
            <>
              <PeriodMenu
                current={`${Number.isInteger(weeks) ? `${shown.period.running ? `This week and the ${weeks - 1} before` : `Last ${weeks} weeks`} · ` : ""}${daysText(shown.period.from, shown.period.to)}${shown.period.running ? ", still running" : ""}`}
                isRunning={shown.period.running}
                choices={periodWeeks.map((count) => ({ label: `Last ${count} weeks`, href: pageHref(count === 4 ? "" : `?weeks=${count}`) }))}
              />
              <span className="text-13 text-muted">
                {shown.previous === null ? "no equally long time before" : `compared with ${daysText(shown.previous.from, shown.previous.to)}`}
              </span>
            </>
          )
        }
      />
      {isEmpty ? (
        <NoCancellations
          environment={environment}
          isDemo={ctx.workspace.isDemo}
          otherHref={`/dashboard/${slug}${other === "sandbox" ? "?env=sandbox" : ""}`}
          demoHref={demo === null ? null : `/dashboard/${demo}`}
          keysHref={may(ctx, "api_keys.manage") ? pageHref("/settings/api-keys") : null}
          apiUrl={apiUrl()}
          reasonKey={sampleReasonKey(reasons)}
          locked={planHas(ctx.workspace.plan, "custom_api") ? null : <Locked features={["custom_api"]} slug={slug} way={wayToPlans({ ctx })} />}
        />
      ) : (
        <>
          <OverviewTiles overview={shown} currency={profile.currency} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
            <OutcomesChart weeks={shown.weeks} />
            <ReasonsCard
              reasons={shown.reasons}
              allHref={pageHref("/reasons")}
              hrefOf={(key) =>
                list.hrefOf({ filters: { ...noFilters, environment, reasons: [key ?? NOT_GIVEN], from: shown.period.from, to: shown.period.to } })
              }
            />
          </div>
          <RatesCard overview={shown} currency={profile.currency} />
        </>
      )}
      <div className={`grid grid-cols-[minmax(0,1fr)] items-start gap-5 ${showsSteps && !isEmpty ? "xl:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]" : ""}`}>
        {!isEmpty && (
          <Card title="Latest cancellations" actions={<Link href={pageHref("/cancellations")}>All cancellations</Link>} padded={false}>
            <CancellationTable
              cancellations={recent.data}
              openedId={null}
              labels={labels}
              currency={profile.currency}
              timeZone={profile.timeZone}
              now={ctx.clock.now()}
              hrefOf={(event) => list.hrefOf({ filters: { ...noFilters, environment }, event })}
              isNarrow={showsSteps}
              flush
            />
          </Card>
        )}
        {showsSteps && <NextStepsCard steps={steps} hrefOf={pageHref} planPath={wayToPlans({ ctx }) === "billing" ? "/billing" : "/settings"} />}
      </div>
    </PageMain>
  );
}
