import type { Metadata } from "next";
import Link from "next/link";
import { Guide } from "#components/docs/guide.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { SiteHead } from "#components/site/site-head.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { apiUrl } from "#lib/http/addresses.ts";
import { operations } from "#lib/http/operations.ts";
import { referenceOf } from "#lib/http/reference.ts";
import { webhookReference } from "#lib/http/webhook-reference.ts";

export const metadata: Metadata = { title: "Docs" };

/** Where the API is comes from the settings of the running program, not of the build. */
export const dynamic = "force-dynamic";

/** The guide for whoever has no workspace yet. */
export default function PublicDocsPage() {
  return (
    <>
      <SiteHead />
      <PageMain>
        <PageHead title="Docs" description="How your server sends cancellations and outcomes." />
        <Guide
          apiUrl={apiUrl()}
          environment="sandbox"
          endpoints={operations.map(referenceOf)}
          webhooks={webhookReference({ environment: "sandbox" })}
          webhookSettingsHref={null}
          reasonKey="too_expensive"
          workspace={
            <Notice title="In a workspace of your own this page is filled in">
              Create a workspace first, then open <Link href="/dashboard/docs">the docs in your dashboard</Link>: they name its key, its reasons and its Signing
              Secrets.
            </Notice>
          }
        />
      </PageMain>
    </>
  );
}
