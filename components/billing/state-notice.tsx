import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import { accessMeans } from "#components/workspaces/plan-words.ts";
import { GRACE_DAYS } from "#lib/features/billing/model/access.ts";
import type { BillingState } from "#lib/features/billing/model/billing-state.ts";
import { PortalButton } from "./portal-button.tsx";
import type { PostedAction } from "./posted-button.tsx";

interface Props {
  state: BillingState;
  timeZone: string;
  hasCustomer: boolean;
  openPortal: PostedAction;
}

const READ_ONLY = accessMeans.read_only;

/** What the owner should do about the plan; nothing while all is well. */
export function StateNotice({ state, timeZone, hasCustomer, openPortal }: Props) {
  const words = wordsOf(state, (at) => <Time at={at} timeZone={timeZone} />);
  if (words === null) return null;
  const { title, text, portal } = words;
  return (
    <Notice
      tone={state.kind === "ends" ? "info" : "warning"}
      title={title}
      actions={portal !== undefined && hasCustomer && <PortalButton openPortal={openPortal} {...portal} />}
    >
      {text}
    </Notice>
  );
}

interface Words {
  title: ReactNode;
  text: ReactNode;
  portal?: { to: "all" | "card"; label: string };
}

function wordsOf(state: BillingState, time: (at: string) => ReactNode): Words | null {
  switch (state.kind) {
    case "trial":
    case "trial_chosen":
    case "active":
    case "given":
      return null;
    case "ends":
      return {
        title: <>The plan ends on {time(state.until)}</>,
        text: `Until then everything works. After that the workspace is read-only. ${READ_ONLY} To keep the plan, take the cancellation back in the portal.`,
        portal: { to: "all", label: "Keep the plan in the portal" },
      };
    case "overdue":
      return {
        title: "An invoice is unpaid",
        text:
          state.until === null ? (
            "Everything works on for now. Pay the invoice, or give another card."
          ) : (
            <>
              Everything works on until {time(state.until)}, {GRACE_DAYS} days after it fell due. After that the workspace is read-only until it is paid.
            </>
          ),
        portal: { to: "card", label: "Pay or change the card" },
      };
    case "unpaid":
      return state.until === null
        ? {
            title: "The workspace is read-only: an invoice is unpaid",
            text: `${READ_ONLY} Once the invoice is paid, everything works again within seconds.`,
            portal: { to: "card", label: "Pay or change the card" },
          }
        : {
            title: "An invoice is unpaid",
            text: <>The trial runs on until {time(state.until)}. After that the workspace is read-only until the invoice is paid.</>,
            portal: { to: "card", label: "Pay or change the card" },
          };
    case "paused":
      return {
        title: "The subscription is paused",
        text: "Stripe pauses a subscription whose trial ended without a card. Give one in the portal; should it stay paused, end it there and choose a plan again.",
        portal: { to: "card", label: "Give a card" },
      };
    case "incomplete":
      return {
        title: "The first payment was not finished",
        text: "Nothing was charged yet. Often the bank waits for a confirmation: open the invoice below and confirm it, or choose a plan again.",
      };
    case "ended":
      return {
        title: "The workspace is read-only: the subscription has ended",
        text: `${READ_ONLY} Choose a plan, and everything works again within seconds.`,
      };
    case "trial_ended":
      return { title: "The workspace is read-only: the trial has ended", text: `${READ_ONLY} Choose a plan, and everything works again within seconds.` };
    case "closed":
      return {
        title: "The workspace is read-only",
        text: `Whoever runs this installation has set it so. ${READ_ONLY}`,
      };
  }
}
