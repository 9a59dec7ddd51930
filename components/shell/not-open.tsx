"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { sections } from "#lib/core/dashboard-pages.ts";
import { permissions } from "#lib/core/permissions.ts";
import { isWithin } from "./navigation.ts";
import { PageMain } from "./page-main.tsx";
import { useShell } from "./shell-context.ts";

/** In the stead of a page that whoever asks may not see: what keeps it closed, and what to do, inside the workspace's frame. */
export function NotOpen() {
  const shell = useShell();
  const pathname = usePathname();
  const isForOwners = sections
    .flat()
    .some(({ path, permission }) => permissions[permission] === "owner" && shell !== null && isWithin(pathname, shell.workspace.slug, path));
  if (shell?.workspace.isDemo) {
    return (
      <Message title="Not part of the read-only demo" action={<DemoAction />}>
        <p>
          Everybody looks at the same demo, so it shows no keys or secrets, and nobody changes anything in it. API keys, Signing Secrets, webhooks and the audit
          log are there in a workspace of your own, for its owners and admins, and billing for its owners.
        </p>
        {shell.email === null && <p>{shell.maySignUp ? "That takes an account." : "That takes an account, which is by invitation here."}</p>}
      </Message>
    );
  }
  return (
    <Message
      title="Your role does not reach this page"
      action={<ButtonLink href={shell === null ? "/dashboard" : `/dashboard/${shell.workspace.slug}`}>To the overview</ButtonLink>}
    >
      {isForOwners ? (
        <p>It belongs to the owners of the workspace. One of them can do this for you, or make you an owner.</p>
      ) : (
        <p>It belongs to the owners and admins of the workspace. One of them can do this for you, or give you the role.</p>
      )}
    </Message>
  );
}

function DemoAction() {
  const shell = useShell();
  if (shell === null) return null;
  const [href, label] =
    shell.email !== null
      ? shell.workspaces.length > 0
        ? ["/dashboard", "To your dashboard"]
        : ["/dashboard/new", "Make a workspace"]
      : shell.maySignUp
        ? ["/sign-up", "Create an account"]
        : ["/sign-in", "Sign in"];
  return (
    <>
      <ButtonLink href={href as string} variant="primary" prefetch={false}>
        {label}
      </ButtonLink>
      <ButtonLink href={`/dashboard/${shell.workspace.slug}`}>Back to the demo</ButtonLink>
    </>
  );
}

function Message({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <PageMain>
      <PageHead title={title} />
      <div className="grid max-w-150 gap-2 text-muted">{children}</div>
      <div className="flex flex-wrap items-center gap-2">{action}</div>
    </PageMain>
  );
}
