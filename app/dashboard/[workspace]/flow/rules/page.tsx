import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RulesEditor } from "#components/flow/rules-editor.tsx";
import { returnSettings } from "#lib/features/flows/return-settings.ts";
import { openFlowEditor } from "#lib/http/flow-editor.ts";
import { requireReader } from "#lib/http/session.ts";
import { addReturnOriginAction, removeReturnOriginAction, setDefaultReturnUrlAction } from "../actions.ts";

export const metadata: Metadata = { title: "Rules and return of the flow" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function FlowRulesPage({ params }: Props) {
  const { workspace: slug } = await params;
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/flow/rules`, "flow.read");
  const view = await openFlowEditor(slug);
  if (view === null) notFound();
  const actions = view.canSetReturn
    ? {
        addOrigin: addReturnOriginAction.bind(null, slug),
        removeOrigin: removeReturnOriginAction.bind(null, slug),
        setDefaultUrl: setDefaultReturnUrlAction.bind(null, slug),
      }
    : null;
  return <RulesEditor settings={await returnSettings({ ctx })} actions={actions} />;
}
