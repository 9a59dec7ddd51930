import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Topbar } from "#components/shell/topbar.tsx";
import { currentUser, homeWorkspace } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Dashboard" };

/** Leads to the user's first workspace. */
export default async function DashboardPage() {
  const user = await currentUser();
  if (user === null) redirect("/sign-in?next=/dashboard");
  const home = homeWorkspace(user);
  if (home !== null) redirect(`/dashboard/${home.slug}/cancellations`);
  return (
    <>
      <Topbar workspaceName={null} email={user.email} />
      <main id="content" className="page">
        <h1>You belong to no workspace yet</h1>
        <p>Ask the owner of your company’s workspace to add {user.email}.</p>
      </main>
    </>
  );
}
