import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Not for your role" };

export default function ForbiddenPage() {
  return (
    <main id="content" className="column">
      <h1>Your role does not reach this page</h1>
      <p>It belongs to the owners and admins of the workspace. One of them can do this for you, or give you the role.</p>
      <div className="actions">
        <Link className="button" href="/dashboard">
          To your dashboard
        </Link>
      </div>
    </main>
  );
}
