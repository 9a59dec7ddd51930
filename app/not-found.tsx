import type { Metadata } from "next";
import Link from "next/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <main id="content" className="column">
      <h1>There is nothing here</h1>
      <p>The page does not exist, or it belongs to a workspace that you are not a member of.</p>
      <div className="actions">
        <Link className="button" href="/dashboard">
          To your dashboard
        </Link>
      </div>
    </main>
  );
}
