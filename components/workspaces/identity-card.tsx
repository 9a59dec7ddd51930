import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Access, Plan } from "#lib/core/context.ts";
import type { WorkspaceProfile } from "#lib/features/workspaces/model/workspace-settings.ts";
import { planWords } from "./plan-words.ts";

interface Props {
  profile: WorkspaceProfile;
  workspace: { slug: string; plan: Plan; access: Access; isDemo: boolean };
}

/** What names the workspace, and what it may use. */
export function IdentityCard({ profile: { workspaceKey, createdAt, timeZone }, workspace: { slug, plan, access, isDemo } }: Props) {
  const words = planWords(plan, access);
  return (
    <>
      <Card title="Identity">
        <DescriptionList
          items={[
            {
              term: "Workspace key",
              value: (
                <>
                  <Copied value={workspaceKey} label="Copy the workspace key" />
                  <p className="text-muted">Names the workspace in tokens and when you ask for help. It is no secret and opens nothing.</p>
                </>
              ),
            },
            { term: "Slug", value: <Copied value={slug} label="Copy the slug" /> },
            { term: "Created", value: <Time at={createdAt} timeZone={timeZone} /> },
          ]}
        />
      </Card>
      <Card title="Plan and access">
        <DescriptionList
          items={[
            { term: "Plan", value: words.plan },
            {
              term: "Access",
              value: (
                <>
                  <Badge tone={access === "active" || access === "trialing" ? "accent" : "warning"}>{words.access}</Badge>
                  <p className="mt-1 text-muted">
                    {words.means}
                    {isDemo && " In the public demo nobody changes anything."}
                  </p>
                </>
              ),
            },
            {
              term: "Billing",
              value: "Off on this installation. There is nothing to pay; plan and access stay as they are until whoever runs it changes them.",
            },
          ]}
        />
      </Card>
    </>
  );
}

function Copied({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 wrap-anywhere">{value}</code>
      <CopyButton value={value} label={label} iconOnly variant="ghost" className="-my-1 shrink-0" />
    </span>
  );
}
