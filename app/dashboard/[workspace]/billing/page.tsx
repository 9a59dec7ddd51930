import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BillingOff } from "#components/billing/billing-off.tsx";
import { ChangeCard } from "#components/billing/change-card.tsx";
import { CurrentPlan } from "#components/billing/current-plan.tsx";
import { InvoiceTable } from "#components/billing/invoice-table.tsx";
import { PlanChoice } from "#components/billing/plan-choice.tsx";
import { PortalButton } from "#components/billing/portal-button.tsx";
import { ReturnNotice } from "#components/billing/return-notice.tsx";
import { StateNotice } from "#components/billing/state-notice.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { getBilling } from "#lib/features/billing/get-billing.ts";
import { billingState, mayChange, mayCheckOut } from "#lib/features/billing/model/billing-state.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { type BillingAddress, billingAddress, previewOrWhyNot, refreshed } from "#lib/http/billing-page.ts";
import { requireReader } from "#lib/http/session.ts";
import { changePlanAction, openPortalAction, startCheckoutAction } from "./actions.ts";

export const metadata: Metadata = { title: "Billing" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function BillingPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const address = billingAddress(slug, await searchParams);
  const { ctx } = await requireReader(slug, address.self, "billing.manage");
  // First what Stripe knows by now is taken over, then the page and all around it are made.
  const { elsewhere, isSilent } = await refreshed(ctx, address);
  if (elsewhere !== null) redirect(elsewhere);
  const [view, { timeZone }] = await Promise.all([getBilling({ ctx, input: { asksStripe: !isSilent } }), workspaceProfile({ ctx })]);
  return (
    <PageMain>
      <PageHead
        title="Billing"
        description="What the workspace has, what it costs, and where to change it."
        actions={view?.isTest && <Badge tone="warning">Test mode: no real money moves</Badge>}
      />
      {view === null ? <BillingOff /> : <Billing {...{ slug, address, view, timeZone, ctx }} />}
    </PageMain>
  );
}

interface BillingProps {
  slug: string;
  address: BillingAddress;
  view: NonNullable<Awaited<ReturnType<typeof getBilling>>>;
  timeZone: string;
  ctx: Awaited<ReturnType<typeof requireReader>>["ctx"];
}

async function Billing({ slug, address, view, timeZone, ctx }: BillingProps) {
  const state = billingState(view);
  const now = ctx.clock.now();
  const interval = address.interval ?? view.subscription?.interval ?? view.prices[0]?.interval ?? "month";
  const openPortal = openPortalAction.bind(null, slug);
  const preview = address.change !== null && mayChange(view) ? await previewOrWhyNot(ctx, { plan: address.change, interval }) : null;
  return (
    <>
      {address.from !== null && <ReturnNotice from={address.from} view={view} />}
      {view.isCustomerGone && (
        <Notice tone="warning" title="Stripe does not know this workspace’s customer">
          It was deleted there, or belongs to another account. Plan and access stay as they were.{" "}
          {mayCheckOut(view)
            ? "Choose a plan below to begin anew."
            : "Whoever runs this installation should look whether STRIPE_SECRET_KEY is of the account that the plan was bought in."}
        </Notice>
      )}
      {view.fromStripe === null && !view.isCustomerGone && (
        <Notice tone="warning" title="Stripe does not answer right now">
          Plan and access below are what it said last, and they hold. Card, next invoice and invoices come back with it.
        </Notice>
      )}
      {view.liveSubscriptions > 1 && !view.isCustomerGone && (
        <Notice
          tone="danger"
          title={`This workspace pays for ${view.liveSubscriptions} subscriptions`}
          actions={<PortalButton openPortal={openPortal} label="End one in the portal" />}
        >
          One is enough. End the others in the portal; the one that stays keeps everything working.
        </Notice>
      )}
      <StateNotice state={state} timeZone={timeZone} hasCustomer={view.hasCustomer} openPortal={openPortal} />
      {preview !== null && (
        <ChangeCard preview={preview} timeZone={timeZone} backHref={address.hrefOf({ interval })} changePlan={changePlanAction.bind(null, slug)} />
      )}
      <CurrentPlan {...{ view, state, timeZone, openPortal }} now={now} />
      {view.liveSubscriptions < 2 && (
        <PlanChoice view={view} interval={interval} hrefOf={address.hrefOf} startCheckout={startCheckoutAction.bind(null, slug)} now={now} />
      )}
      {view.fromStripe !== null && view.fromStripe.invoices.length > 0 && <InvoiceTable invoices={view.fromStripe.invoices} timeZone={timeZone} />}
    </>
  );
}
