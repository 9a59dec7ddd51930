import { redirect } from "next/navigation";
import { requireReader } from "#lib/http/session.ts";

interface Props {
  params: Promise<{ workspace: string }>;
}

/** A workspace opens with its cancellations. */
export default async function WorkspacePage({ params }: Props) {
  const { workspace } = await params;
  const { ctx } = await requireReader(workspace, `/dashboard/${workspace}`);
  redirect(`/dashboard/${ctx.workspace.slug}/cancellations`);
}
