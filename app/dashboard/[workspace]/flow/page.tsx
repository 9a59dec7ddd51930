import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OffersEditor } from "#components/flow/offers-editor.tsx";
import { currencies } from "#lib/features/workspaces/model/workspace-settings.ts";
import { openFlowEditor } from "#lib/http/flow-editor.ts";
import { requireReader } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Flow" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function FlowPage({ params }: Props) {
  const { workspace: slug } = await params;
  await requireReader(slug, `/dashboard/${slug}/flow`, "flow.read");
  const view = await openFlowEditor(slug);
  if (view === null) notFound();
  return <OffersEditor reasons={view.reasons} currency={view.currency} currencies={currencies()} />;
}
