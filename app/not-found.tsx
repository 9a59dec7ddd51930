import type { Metadata } from "next";
import { MessagePage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <MessagePage title="There is nothing here" actions={<ButtonLink href="/dashboard">To your dashboard</ButtonLink>}>
      <p>The page does not exist, or it belongs to a workspace that you are not a member of.</p>
    </MessagePage>
  );
}
