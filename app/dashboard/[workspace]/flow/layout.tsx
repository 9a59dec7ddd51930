import type { ReactNode } from "react";
import { FlowDraftProvider } from "#components/flow/flow-draft.tsx";
import { FlowHead } from "#components/flow/flow-head.tsx";
import { FlowStage } from "#components/flow/flow-stage.tsx";
import { PreviewQuestionProvider } from "#components/flow/preview-question.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageTabs } from "#components/shell/page-tabs.tsx";
import { flowPages } from "#lib/core/dashboard-pages.ts";
import type { FlowConfig } from "#lib/features/flows/model/flow-config.ts";
import { openFlowEditor } from "#lib/http/flow-editor.ts";
import { publishFlowAction, restoreVersionAction, saveDraftAction, tryDraftAction, uploadLogoAction } from "./actions.ts";

interface Props {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/** One draft around all pages of Flow; every page inside asks for its own access. */
export default async function FlowLayout({ params, children }: Props) {
  const { workspace: slug } = await params;
  const view = await openFlowEditor(slug);
  if (view === null) return children;
  const actions = view.canEdit
    ? {
        save: saveDraftAction.bind(null, slug),
        publish: publishFlowAction.bind(null, slug),
        restore: restoreVersionAction.bind(null, slug),
        trySandbox: tryDraftAction.bind(null, slug),
        uploadLogo: uploadLogoAction.bind(null, slug),
      }
    : null;
  return (
    <PageMain>
      <FlowDraftProvider slug={slug} timeZone={view.timeZone} state={view.state} actions={actions}>
        <PreviewQuestionProvider start={firstCustomer(view.state.draft)}>
          <FlowHead isDemo={view.isDemo} />
          <PageTabs label="Flow" slug={slug} pages={flowPages} />
          <FlowStage slug={slug} reasons={view.reasons.filter(({ enabled }) => enabled)}>
            {children}
          </FlowStage>
        </PreviewQuestionProvider>
      </FlowDraftProvider>
    </PageMain>
  );
}

/** Somebody the flow is for: of the first market, where that is a place with one law. */
function firstCustomer({ markets, customerTypes }: FlowConfig) {
  const [market = "GB"] = markets;
  return { region: market === "US" ? "US-NY" : market, customerType: customerTypes[0] ?? "b2c" };
}
