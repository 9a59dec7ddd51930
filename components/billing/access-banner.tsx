"use client";

import { TriangleAlert } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { isWithin } from "#components/shell/navigation.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AccessNotice } from "#lib/features/billing/model/access-notice.ts";
import type { WayToPlans } from "#lib/features/billing/model/way-to-plans.ts";

interface Props {
  slug: string;
  notice: AccessNotice;
  way: WayToPlans;
  timeZone: string;
}

const endedBecause = {
  trial: "the trial has ended",
  unpaid: "an invoice is unpaid",
  ended: "the subscription has ended",
  closed: "whoever runs this installation has set it so",
};

/** Above every page but Billing, which says it in full: that access ends or has ended, why, and the one way on. */
export function AccessBanner({ slug, notice, way, timeZone }: Props) {
  const pathname = usePathname();
  if (isWithin(pathname, slug, "/billing")) return null;
  const { title, text, label } = wordsOf(notice, (at) => <Time at={at} timeZone={timeZone} />);
  const asks = way === "owner" ? " Ask an owner of the workspace." : way === "operator" ? " Ask whoever runs this installation." : "";
  return (
    <aside aria-label="Plan and access">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-warning/50 border-b bg-warning-wash px-4 py-2 text-13 lg:px-8">
        <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warning-text" />
        <p className="min-w-0 flex-1 basis-60">
          <span className="font-semibold">{title}</span> {text}
          {asks}
        </p>
        {way === "billing" && (
          <ButtonLink href={`/dashboard/${slug}/billing`} size="small" prefetch={false}>
            {label}
          </ButtonLink>
        )}
      </div>
    </aside>
  );
}

function wordsOf(notice: AccessNotice, time: (at: string) => ReactNode): { title: ReactNode; text: ReactNode; label: string } {
  switch (notice.kind) {
    case "trial_ending":
      return { title: <>The trial ends on {time(notice.until)}.</>, text: "Without a plan the workspace is read-only from then on.", label: "Choose a plan" };
    case "past_due":
      return {
        title: "An invoice is unpaid.",
        text:
          notice.until === null ? "Everything works on for now." : <>Everything works on until {time(notice.until)}; after that the workspace is read-only.</>,
        label: "Pay the invoice",
      };
    case "read_only":
      return {
        title: `This workspace is read-only: ${endedBecause[notice.because]}.`,
        text: "What is stored stays readable and outcomes are still taken; new cancellations and new links are refused.",
        label: notice.because === "unpaid" ? "Pay the invoice" : "Choose a plan",
      };
  }
}
