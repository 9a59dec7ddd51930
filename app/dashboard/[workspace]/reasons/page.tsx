import type { Metadata } from "next";
import { ReasonList } from "#components/reasons/reason-list.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageTabs } from "#components/shell/page-tabs.tsx";
import { flowPages } from "#lib/core/dashboard-pages.ts";
import { may } from "#lib/core/permissions.ts";
import { listUsedReasons } from "#lib/features/reasons/list-used.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";
import { addReasonAction, mergeReasonAction, reorderReasonsAction, setReasonEnabledAction, unmergeReasonAction, updateReasonAction } from "./actions.ts";

export const metadata: Metadata = { title: "Reasons" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ReasonsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const environment = (await searchParams).env === "sandbox" ? "sandbox" : "prod";
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/reasons${environment === "sandbox" ? "?env=sandbox" : ""}`);
  const [reasons, { timeZone }] = await Promise.all([listUsedReasons({ ctx }), workspaceProfile({ ctx })]);
  const actions = may(ctx, "reasons.manage")
    ? {
        add: addReasonAction.bind(null, slug),
        update: updateReasonAction.bind(null, slug),
        setEnabled: setReasonEnabledAction.bind(null, slug),
        merge: mergeReasonAction.bind(null, slug),
        unmerge: unmergeReasonAction.bind(null, slug),
        reorder: reorderReasonsAction.bind(null, slug),
      }
    : null;
  return (
    <PageMain>
      <ReasonList
        reasons={reasons}
        environment={environment}
        timeZone={timeZone}
        actions={actions}
        tabs={may(ctx, "flow.read") && <PageTabs label="Flow" slug={slug} pages={flowPages} />}
      />
    </PageMain>
  );
}
