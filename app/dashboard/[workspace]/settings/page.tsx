import type { Metadata } from "next";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/section.tsx";
import { GeneralFacts } from "#components/workspaces/general-facts.tsx";
import { GeneralForm } from "#components/workspaces/general-form.tsx";
import { IdentitySections } from "#components/workspaces/identity-sections.tsx";
import { may } from "#lib/core/permissions.ts";
import { wayToPlans } from "#lib/features/billing/way-to-plans.ts";
import { timeZoneChoices } from "#lib/features/workspaces/model/time-zone-choices.ts";
import { currencies } from "#lib/features/workspaces/model/workspace-settings.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";
import { updateWorkspaceAction } from "./actions.ts";

export const metadata: Metadata = { title: "General settings" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function GeneralSettingsPage({ params }: Props) {
  const { workspace: slug } = await params;
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/settings`);
  const profile = await workspaceProfile({ ctx });
  const why = ctx.workspace.isDemo ? "The public demo is read only." : "Owners and admins can change this.";
  return (
    <>
      <PageHead title="General" description="What the workspace is called, where its days begin, and what names it to others." />
      <Section title="Workspace" description="Its name, and how its figures are counted." className="pt-1 pb-2">
        {may(ctx, "settings.manage") ? (
          <GeneralForm
            profile={profile}
            timeZones={timeZoneChoices(profile.timeZone)}
            currencies={currencies()}
            save={updateWorkspaceAction.bind(null, slug)}
          />
        ) : (
          <GeneralFacts profile={profile} why={why} />
        )}
      </Section>
      <IdentitySections profile={profile} workspace={ctx.workspace} way={wayToPlans({ ctx })} />
    </>
  );
}
