import type { Metadata } from "next";
import { MessagePage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";

export const metadata: Metadata = { title: "Not for your role" };

export default function ForbiddenPage() {
  return (
    <MessagePage title="Your role does not reach this page" actions={<ButtonLink href="/dashboard">To your dashboard</ButtonLink>}>
      <p>It belongs to the owners and admins of the workspace. One of them can do this for you, or give you the role.</p>
    </MessagePage>
  );
}
