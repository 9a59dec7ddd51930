import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Plan } from "#lib/core/context.ts";
import { LEAST_TRIAL_MS } from "#lib/features/billing/model/access.ts";
import { mayChange, mayCheckOut } from "#lib/features/billing/model/billing-state.ts";
import type { BillingView } from "#lib/features/billing/model/billing-view.ts";
import type { BillingInterval } from "#lib/features/billing/model/subscription.ts";
import { onEveryPlan, plans, planTable } from "#lib/features/plans/model/plan-table.ts";
import { IntervalSwitch } from "./interval-switch.tsx";
import { PlanCard } from "./plan-card.tsx";
import { type PostedAction, PostedButton } from "./posted-button.tsx";
import { intervalWords, priceOf, soldIntervals } from "./price-words.ts";

interface Props {
  view: BillingView;
  interval: BillingInterval;
  hrefOf: (given: { interval: BillingInterval; change?: Plan }) => string;
  startCheckout: PostedAction;
  /** ms since 1970. */
  now: number;
}

/** The plans side by side: to buy one, or to see what a change to it would cost. */
export function PlanChoice({ view, interval, hrefOf, startCheckout, now }: Props) {
  return (
    <section aria-labelledby="plans-heading" id="plans" className="grid scroll-mt-6 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="plans-heading" className="font-semibold text-16">
          {mayCheckOut(view) ? "Choose a plan" : "Plans"}
        </h2>
        <IntervalSwitch intervals={soldIntervals(view.prices)} current={interval} hrefOf={(other) => hrefOf({ interval: other })} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2">
        {plans.map((plan) => (
          <PlanCard key={plan} plan={plan} interval={interval} prices={view.prices} sign={signOf(view, plan, interval)}>
            <Choice {...{ view, plan, interval, hrefOf, startCheckout, now }} />
          </PlanCard>
        ))}
      </div>
      <p className="text-13 text-muted">On both: {onEveryPlan.map((text) => text.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())).join("; ")}.</p>
    </section>
  );
}

function signOf(view: BillingView, plan: Plan, interval: BillingInterval): string | undefined {
  const { subscription, access, plan: current } = view;
  if (!mayCheckOut(view)) {
    return subscription?.plan === plan && subscription.interval === interval ? "Your plan" : undefined;
  }
  return access === "trialing" && current === plan ? "In your trial" : undefined;
}

/** Whether it has its plan from whoever runs the installation. */
function isGiven({ access, trialEndsAt }: BillingView): boolean {
  return access === "active" && trialEndsAt === null;
}

/** As the checkout does it. */
function keepsTrial({ trialEndsAt }: BillingView, now: number): boolean {
  return trialEndsAt !== null && Date.parse(trialEndsAt) - now >= LEAST_TRIAL_MS;
}

function Choice({ view, plan, interval, hrefOf, startCheckout, now }: Props & { plan: Plan }) {
  const { name } = planTable[plan];
  if (priceOf(view.prices, plan, interval) === undefined) return `${name} is not sold ${intervalWords[interval].adverb}.`;
  if (mayCheckOut(view)) {
    return (
      <>
        <PostedButton
          action={startCheckout}
          fields={{ plan, interval }}
          label={`Choose ${name}`}
          variant={plan === "advanced" ? "primary" : "secondary"}
          failureTitle="The checkout could not be opened"
        />
        <span>
          {keepsTrial(view, now) ? "You give a card at Stripe; the first payment falls due when the trial ends." : "You pay at Stripe, at once."}
          {plan === "core" && view.plan === "advanced" && " The workspace is on Core at once: calls of the custom API are refused then. What is stored stays."}
          {isGiven(view) && " Until now nothing is paid for what it has."}
        </span>
      </>
    );
  }
  const { subscription } = view;
  if (subscription?.plan === plan && subscription.interval === interval) {
    return subscription.isEarlierPrice ? "This is what the workspace has, at the price it was bought at." : "This is what the workspace has.";
  }
  if (!mayChange(view))
    return subscription?.status === "paused"
      ? "Can be chosen once the subscription runs again."
      : subscription?.cancelAt != null
        ? "Can be chosen once the cancellation is taken back."
        : "Can be chosen once what is unpaid is paid.";
  const label = subscription?.plan === plan ? `Pay ${intervalWords[interval].adverb}` : `Change to ${name}`;
  return (
    <>
      <ButtonLink href={`${hrefOf({ interval, change: plan })}#change`} prefetch={false}>
        {label} …
      </ButtonLink>
      <span>First you see what it costs. Nothing changes until you confirm.</span>
    </>
  );
}
