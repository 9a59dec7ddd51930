import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CopyEditor } from "#components/flow/copy-editor.tsx";
import { reviewedLanguages, usualCopy } from "#lib/http/flow-copy.ts";
import { openFlowEditor } from "#lib/http/flow-editor.ts";
import { requireReader } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Copy of the flow" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function FlowCopyPage({ params }: Props) {
  const { workspace: slug } = await params;
  await requireReader(slug, `/dashboard/${slug}/flow/copy`, "flow.read");
  const view = await openFlowEditor(slug);
  if (view === null) notFound();
  return <CopyEditor usual={usualCopy(view.name)} reviewed={reviewedLanguages} />;
}
