import type { Metadata } from "next";
import { IntervalSwitch } from "#components/billing/interval-switch.tsx";
import { PlanCard } from "#components/billing/plan-card.tsx";
import { soldIntervals } from "#components/billing/price-words.ts";
import { PageMain } from "#components/shell/page-main.tsx";
import { SiteHead } from "#components/site/site-head.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { systemContext } from "#lib/core/context.ts";
import { VISITOR } from "#lib/core/permissions.ts";
import { GRACE_DAYS, TRIAL_DAYS } from "#lib/features/billing/model/access.ts";
import { planPrices } from "#lib/features/billing/prices.ts";
import { sellsPlans } from "#lib/features/billing/sells-plans.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { onEveryPlan, plans, planTable } from "#lib/features/plans/model/plan-table.ts";

export const metadata: Metadata = { title: "Pricing" };

/** Prices are Stripe's, and whether anything is sold is a setting of the running program. */
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What the plans hold and cost. An installation that sells nothing says so here, since the docs lead here everywhere. */
export default async function PricingPage({ searchParams }: Props) {
  const ctx = systemContext(VISITOR);
  const [{ every }, prices, maySignUp] = await Promise.all([searchParams, planPrices({ ctx }), isSignUpOpen({ ctx }).catch(() => null)]);
  const intervals = soldIntervals(prices);
  const interval = intervals.find((known) => known === every) ?? intervals[0] ?? (sellsPlans() ? "month" : undefined);
  return (
    <>
      <SiteHead />
      <PageMain>
        <PageHead
          title="Pricing"
          description={interval === undefined ? "What the plans hold." : `${TRIAL_DAYS} days of ${planTable.advanced.name} first, without a card.`}
          actions={interval !== undefined && <IntervalSwitch intervals={intervals} current={interval} hrefOf={(other) => `/pricing?every=${other}`} />}
        />
        {interval === undefined ? (
          <Notice title="This installation is self-hosted and sells nothing">
            There is nothing to pay here: every workspace has {planTable.advanced.name}, with everything in it, for good. What each plan would hold stands in{" "}
            <a href="/docs#plans">the docs</a>.
          </Notice>
        ) : (
          <>
            <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2">
              {plans.map((plan) => (
                <PlanCard key={plan} plan={plan} interval={interval} prices={prices} level={2}>
                  {maySignUp === false ? (
                    "Accounts are by invitation here."
                  ) : (
                    // While the database is away, nobody knows who may.
                    <ButtonLink href={maySignUp ? "/sign-up" : "/sign-in"} variant={plan === "advanced" ? "primary" : "secondary"} prefetch={false}>
                      {maySignUp ? "Start the trial" : "Sign in"}
                    </ButtonLink>
                  )}
                </PlanCard>
              ))}
            </div>
            <section aria-labelledby="both" className="grid gap-2">
              <h2 id="both" className="font-semibold text-16">
                On both plans
              </h2>
              <ul className="m-0 grid max-w-prose list-disc gap-1.5 ps-5 text-muted">
                {onEveryPlan.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="terms" className="grid max-w-prose gap-2 text-muted">
              <h2 id="terms" className="font-semibold text-16 text-ink">
                What happens when
              </h2>
              <p>
                The trial ends without a plan: the workspace becomes read-only. Nothing is deleted, open cancellation pages finish, and outcomes are still
                taken. An invoice is unpaid: everything works for {GRACE_DAYS} more days. You change the plan: you see the difference to the cent first. You
                leave: the plan runs to the end of what is paid. <a href="/docs#access">Every state, call by call</a>.
              </p>
            </section>
          </>
        )}
      </PageMain>
    </>
  );
}
