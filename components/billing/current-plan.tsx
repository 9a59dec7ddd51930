import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { planWords } from "#components/workspaces/plan-words.ts";
import { DAY_MS } from "#lib/core/clock.ts";
import type { BillingState } from "#lib/features/billing/model/billing-state.ts";
import type { BillingView, InvoiceLine } from "#lib/features/billing/model/billing-view.ts";
import { isLive as isLiveStatus } from "#lib/features/billing/model/subscription.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { amountText } from "./amount-text.ts";
import { PortalButton } from "./portal-button.tsx";
import type { PostedAction } from "./posted-button.tsx";
import { intervalWords } from "./price-words.ts";

interface Props {
  view: BillingView;
  state: BillingState;
  timeZone: string;
  /** ms since 1970. */
  now: number;
  openPortal: PostedAction;
}

/** What the workspace has, what it costs, and when it costs it next. */
export function CurrentPlan({ view, state, timeZone, now, openPortal }: Props) {
  const words = planWords(view.plan, view.access);
  const isFine = view.access === "active" || view.access === "trialing";
  const time = (at: string) => (
    <>
      <Time at={at} timeZone={timeZone} /> <span className="text-muted">({timeZone.replaceAll("_", " ")})</span>
    </>
  );
  return (
    <Card
      title="Current plan"
      actions={<Badge tone={isFine ? "accent" : "warning"}>{words.access}</Badge>}
      footer={
        view.hasCustomer && !view.isCustomerGone ? (
          <>
            <PortalButton openPortal={openPortal} variant="secondary" label="Open Stripe’s portal" />
            <span className="min-w-0 flex-1 basis-50 text-13 text-muted">
              {view.liveSubscriptions > 0 ? "Card, invoices, addresses, and ending the plan." : "Card, invoices and addresses."}
            </span>
          </>
        ) : undefined
      }
    >
      <p className="font-semibold text-20 tracking-tight">{words.plan}</p>
      {/* Of trouble the notice above tells, with what to do. */}
      {isFine && <p className="mt-0.5 max-w-prose text-muted">{words.means}</p>}
      <DescriptionList className="mt-4 gap-y-2.5 sm:grid-cols-[8rem_minmax(0,1fr)]" items={facts(view, state, now, time)} />
    </Card>
  );
}

function facts(view: BillingView, state: BillingState, now: number, time: (at: string) => ReactNode): { key?: string; term: string; value: ReactNode }[] {
  const { subscription, fromStripe } = view;
  const isLive = subscription !== null && isLiveStatus(subscription);
  const isPaid = subscription?.status === "active" || subscription?.status === "trialing";
  const unpaid = fromStripe?.invoices.filter(({ status }) => status === "open") ?? [];
  const said = (term: string, value: ReactNode) => (value === null ? [] : [{ term, value }]);
  const unknown = <span className="text-muted">{view.isCustomerGone ? "Not known to Stripe" : "Stripe does not answer"}</span>;
  return [
    ...said("Trial", state.kind === "trial" ? <TrialTime until={state.until} now={now} time={time} /> : null),
    ...said("Trial", state.kind === "trial_chosen" ? <>Until {time(state.until)}. The first payment falls due then.</> : null),
    ...said("Trial", state.kind === "trial_ended" && view.trialEndsAt !== null ? <>Ended {time(view.trialEndsAt)}</> : null),
    { term: "Cost", value: costText(view, isLive) },
    ...said(
      "Next invoice",
      !isPaid || state.kind === "ends"
        ? null
        : fromStripe === null
          ? unknown
          : fromStripe.next === null
            ? "None is planned"
            : withTime(amountText(fromStripe.next.amount), time(fromStripe.next.at)),
    ),
    ...said("Credit", fromStripe?.credit == null ? null : `${amountText(fromStripe.credit)}, taken off the next invoices`),
    ...said("Ends", state.kind === "ends" ? time(state.until) : null),
    ...unpaid.map((invoice) => ({ key: invoice.id, term: "Unpaid", value: <UnpaidInvoice invoice={invoice} /> })),
    ...said(
      "Card",
      !view.hasCustomer || !isLive
        ? null
        : fromStripe === null
          ? unknown
          : fromStripe.card === null
            ? "None; another way to pay, or none at all"
            : `${cardName(fromStripe.card.brand)} ending in ${fromStripe.card.last4}, good until ${fromStripe.card.expires}`,
    ),
  ];
}

/** Stripe's page of it takes any way to pay, and what the bank asks for. */
function UnpaidInvoice({ invoice: { total, number, url } }: { invoice: InvoiceLine }) {
  const name = number ?? "the invoice";
  return (
    <>
      {amountText(total)}, {url === null ? name : <a href={url}>pay {name} at Stripe</a>}
    </>
  );
}

function withTime(text: string, time: ReactNode): ReactNode {
  return (
    <>
      {text}, {time}
    </>
  );
}

function TrialTime({ until, now, time }: { until: string; now: number; time: (at: string) => ReactNode }) {
  const left = Date.parse(until) - now;
  const days = Math.ceil(left / DAY_MS);
  return (
    <>
      {left < DAY_MS ? "Less than a day" : `${days} days`} left, until {time(until)}
    </>
  );
}

function costText({ subscription, trialEndsAt, access }: BillingView, isLive: boolean): string {
  if (!isLive || subscription === null) {
    if (access === "trialing" && trialEndsAt !== null) return "Nothing during the trial; no card was asked for";
    return access === "read_only" ? "Nothing" : "Nothing; whoever runs this installation has given it";
  }
  const { plan, interval, price } = subscription;
  if (plan === null || interval === null) return "As agreed; see the invoices";
  const each = intervalWords[interval];
  return price === null ? `${planTable[plan].name}, paid ${each.adverb}` : `${amountText(price)} ${each.each}, before taxes and discounts`;
}

/** "visa" as the card says it. */
function cardName(brand: string): string {
  const names: Record<string, string> = { amex: "American Express", jcb: "JCB", unionpay: "UnionPay", cartes_bancaires: "Cartes Bancaires" };
  return names[brand] ?? `${brand.slice(0, 1).toUpperCase()}${brand.slice(1)}`;
}
