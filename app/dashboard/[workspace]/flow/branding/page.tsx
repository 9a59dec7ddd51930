import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BrandingEditor } from "#components/flow/branding-editor.tsx";
import { openFlowEditor } from "#lib/http/flow-editor.ts";
import { requireReader } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Branding of the flow" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function FlowBrandingPage({ params }: Props) {
  const { workspace: slug } = await params;
  await requireReader(slug, `/dashboard/${slug}/flow/branding`, "flow.read");
  const view = await openFlowEditor(slug);
  if (view === null) notFound();
  return <BrandingEditor workspaceName={view.name} />;
}
