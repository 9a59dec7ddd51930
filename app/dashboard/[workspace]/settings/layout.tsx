import type { ReactNode } from "react";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageTabs } from "#components/shell/page-tabs.tsx";
import { settingsPages } from "#lib/core/dashboard-pages.ts";
import { openShell } from "#lib/http/shell.ts";

interface Props {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/** The line of settings above each of them; every page inside asks for its own access. */
export default async function SettingsLayout({ params, children }: Props) {
  const { workspace } = await params;
  const shell = await openShell(workspace);
  if (shell === null) return children;
  return (
    <PageMain>
      <PageTabs label="Settings" slug={workspace} pages={settingsPages.filter(({ permission }) => shell.allowed.includes(permission))} />
      {children}
    </PageMain>
  );
}
