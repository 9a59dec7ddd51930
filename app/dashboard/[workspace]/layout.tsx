import type { ReactNode } from "react";
import { AccessBanner } from "#components/billing/access-banner.tsx";
import { Shell } from "#components/shell/shell.tsx";
import { openShell } from "#lib/http/shell.ts";

interface Props {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/** The frame of a workspace. It opens nothing: each page inside asks for its own access, and one that may not be seen shows no frame either. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const shell = await openShell((await params).workspace);
  if (shell === null) return children;
  const { standing, ...data } = shell;
  return (
    <Shell {...data} banner={standing !== null && <AccessBanner slug={data.workspace.slug} {...standing} />}>
      {children}
    </Shell>
  );
}
