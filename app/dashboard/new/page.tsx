import type { Metadata } from "next";
import Link from "next/link";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { Topbar } from "#components/shell/topbar.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { TRIAL_DAYS } from "#lib/features/billing/model/access.ts";
import { sellsPlans } from "#lib/features/billing/sells-plans.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { timeZoneChoices } from "#lib/features/workspaces/model/time-zone-choices.ts";
import { requireUser } from "#lib/http/session.ts";
import { createWorkspaceAction } from "./actions.ts";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const user = await requireUser("/dashboard/new");
  const zones = timeZoneChoices("UTC").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  return (
    <>
      <Topbar email={user.email} />
      <PageMain>
        <PageHead
          title={user.workspaces.length === 0 ? "Make your first workspace" : "New workspace"}
          description={`One for your company: it holds your cancellations, reasons and members. You are its owner.${
            sellsPlans() ? ` It begins with ${TRIAL_DAYS} days of ${planTable.advanced.name}; no card is asked for.` : ""
          }`}
        />
        <div className="grid max-w-110 gap-5">
          <PostedFields
            action={createWorkspaceAction}
            submitLabel="Create workspace"
            failureTitle="The workspace could not be created"
            fields={[
              { name: "name", label: "Name", autoComplete: "organization", hint: "Your company’s name. It can be changed.", maxLength: 255 },
              {
                name: "timeZone",
                label: "Time zone",
                hint: "Where your days begin and end in reports.",
                value: "UTC",
                options: zones,
                searchLabel: "Find a city or zone",
                fill: "time-zone",
              },
            ]}
          />
          {user.workspaces.length === 0 && (
            <p className="text-13 text-muted">
              Your company has a workspace already? Ask its owner to invite {user.email}. <Link href="/dashboard/account">Your account</Link>
            </p>
          )}
        </div>
      </PageMain>
    </>
  );
}
