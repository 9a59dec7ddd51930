import type { ReactNode } from "react";
import { PageMain } from "#components/shell/page-main.tsx";
import { SettingsNav } from "#components/shell/settings-nav.tsx";
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
      <SettingsNav slug={workspace} allowed={shell.allowed} />
      {children}
    </PageMain>
  );
}
