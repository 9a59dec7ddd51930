import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import type { NextStep } from "#lib/features/analytics/model/next-steps.ts";

interface Props {
  steps: NextStep[];
  /** Address of a workspace's page, below /dashboard/<slug>. */
  hrefOf: (path: string) => string;
  /** Where plan and access stand for whoever looks, below the workspace. */
  planPath: string;
}

/** What to do next, the most urgent first. */
export function NextStepsCard({ steps, hrefOf, planPath }: Props) {
  return (
    <Card title="What to do next">
      {steps.length === 0 ? (
        <p className="text-muted">Nothing is waiting for you.</p>
      ) : (
        <ol className="m-0 grid list-none gap-1 p-0">
          {steps.map((step) => {
            const { title, text, path } = wordsOf(step, planPath);
            return (
              <li key={step.id}>
                <Link href={hrefOf(path)} className="-mx-2 flex items-center gap-3 rounded-control px-2 py-1.5 text-ink no-underline hover:bg-selected">
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{title}</span>
                    <span className="block text-13 text-muted">{text}</span>
                  </span>
                  <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted rtl:-scale-x-100" />
                </Link>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}

function wordsOf(step: NextStep, planPath: string): { title: string; text: string; path: string } {
  switch (step.id) {
    case "restore_access":
      return step.access === "read_only"
        ? { title: "This workspace is read-only", text: "New cancellations are refused. What is stored stays readable.", path: planPath }
        : { title: "An invoice is unpaid", text: "Everything works for a few more days.", path: planPath };
    case "create_api_key":
      return {
        title: "Make an API key",
        text: step.plan === "core" ? "Your server needs one to ask for cancel links." : "Your server needs one to send cancellations.",
        path: "/settings/api-keys",
      };
    case "send_sandbox_event":
      return step.keyUsed
        ? {
            title: "Send a first cancellation that is accepted",
            text: "Your key was used, but nothing has been stored yet. The docs have a call that works.",
            path: "/docs",
          }
        : { title: "Send a first cancellation to the sandbox", text: "One call, ready to paste.", path: "/docs" };
    case "send_prod_event":
      return { title: "Go to production", text: "The sandbox has what you sent. Prod has nothing yet.", path: "/docs#checklist" };
    case "fix_webhook_endpoint":
      return {
        title: `${count(step.count, "webhook endpoint was", "webhook endpoints were")} switched off`,
        text: "Deliveries failed for too long.",
        path: "/settings/webhooks",
      };
    case "send_outcomes":
      return {
        title: `${count(step.count, "attempt has", "attempts have")} been pending for over 30 days`,
        text: "Was the outcome never sent? Without it they count in no rate.",
        path: "/cancellations?outcome=pending",
      };
    case "review_reasons":
      return {
        title: "Few reasons are enabled",
        text: `${count(step.disabled, "is", "are")} switched off. With so few, nearly everybody says the same.`,
        path: "/reasons",
      };
    case "add_webhook_endpoint":
      return { title: "Be told of each cancellation", text: "A webhook endpoint gets them as they happen.", path: "/settings/webhooks" };
    case "invite_members":
      return { title: "Invite your team", text: "You are alone in this workspace.", path: "/settings/members" };
  }
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
