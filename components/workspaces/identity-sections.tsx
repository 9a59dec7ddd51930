import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Access, Plan } from "#lib/core/context.ts";
import type { WayToPlans } from "#lib/features/billing/model/way-to-plans.ts";
import type { WorkspaceProfile } from "#lib/features/workspaces/model/workspace-settings.ts";
import { planWords } from "./plan-words.ts";

interface Props {
  profile: WorkspaceProfile;
  workspace: { slug: string; plan: Plan; access: Access; isDemo: boolean };
  /** Who can change plan and access. */
  way: WayToPlans;
}

const part = "border-line border-t pt-6";

/** What names the workspace, and what it may use. */
export function IdentitySections({ profile: { workspaceKey, createdAt, timeZone }, workspace: { slug, plan, access, isDemo }, way }: Props) {
  const words = planWords(plan, access);
  return (
    <>
      <Section title="Identity" description="What others know the workspace by." className={part}>
        <DescriptionList
          className="gap-y-3 sm:grid-cols-[8rem_minmax(0,1fr)]"
          items={[
            {
              term: "Workspace key",
              value: (
                <>
                  <Copied value={workspaceKey} label="Copy the workspace key" />
                  <p className="max-w-prose text-muted">Names the workspace in tokens and when you ask for help. It is no secret and opens nothing.</p>
                </>
              ),
            },
            {
              term: "Slug",
              value: (
                <>
                  <Copied value={slug} label="Copy the slug" />
                  <p className="text-muted">Its name in addresses.</p>
                </>
              ),
            },
            { term: "Created", value: <Time at={createdAt} timeZone={timeZone} /> },
          ]}
        />
      </Section>
      <Section title="Plan and access" description="What the workspace may use." className={part}>
        <DescriptionList
          className="gap-y-3 sm:grid-cols-[8rem_minmax(0,1fr)]"
          items={[
            { term: "Plan", value: words.plan },
            {
              term: "Access",
              value: (
                <>
                  <Badge tone={access === "active" || access === "trialing" ? "accent" : "warning"}>{words.access}</Badge>
                  <p className="mt-1 max-w-prose text-muted">
                    {words.means}
                    {isDemo && " In the public demo nobody changes anything."}
                  </p>
                </>
              ),
            },
            { term: "Billing", value: <p className="max-w-prose">{billingText(way, slug)}</p> },
          ]}
        />
      </Section>
    </>
  );
}

function billingText(way: WayToPlans, slug: string): ReactNode {
  if (way === "operator") return "Off on this installation. There is nothing to pay; plan and access stay as they are until whoever runs it changes them.";
  if (way === "owner") return "The owners of the workspace see and change the plan.";
  return (
    <>
      Plan, invoices and payment are on <Link href={`/dashboard/${slug}/billing`}>the Billing page</Link>, which only owners see.
    </>
  );
}

function Copied({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 wrap-anywhere">{value}</code>
      <CopyButton value={value} label={label} iconOnly variant="ghost" className="-my-1 shrink-0 text-muted hover:text-ink" />
    </span>
  );
}
