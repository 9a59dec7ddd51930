import { redirect } from "next/navigation";
import { lastWorkspace, requireUser } from "#lib/http/session.ts";

/** Leads to the workspace that was open last, or to making the first one. */
export default async function DashboardPage() {
  const workspace = lastWorkspace(await requireUser("/dashboard"));
  redirect(workspace === null ? "/dashboard/new" : `/dashboard/${workspace.slug}`);
}
