import type { Metadata } from "next";
import Link from "next/link";
import { Guide } from "#components/docs/guide.tsx";
import { HostedGuide } from "#components/docs/hosted-guide.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { SiteHead } from "#components/site/site-head.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { apiUrl, cancelUrl } from "#lib/http/addresses.ts";
import { operations } from "#lib/http/operations.ts";
import { referenceOf } from "#lib/http/reference.ts";
import { verifierIn } from "#lib/http/snippets.ts";
import { webhookReference } from "#lib/http/webhook-reference.ts";

export const metadata: Metadata = { title: "Docs" };

/** Where the API is comes from the settings of the running program, not of the build. */
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The guide for whoever has no workspace yet. */
export default async function PublicDocsPage({ searchParams }: Props) {
  const { verify } = await searchParams;
  return (
    <>
      <SiteHead />
      <PageMain>
        <PageHead title="Docs" description="How your server sends customers to the cancellation pages, or cancellations and outcomes to RetentBase." />
        <Guide
          apiUrl={apiUrl()}
          environment="sandbox"
          endpoints={operations.map(referenceOf)}
          webhooks={webhookReference({ environment: "sandbox" })}
          webhookSettingsHref={null}
          reasonKey="too_expensive"
          hosted={
            <HostedGuide
              apiUrl={apiUrl()}
              cancelUrl={cancelUrl()}
              environment="sandbox"
              workspaceKey={null}
              returnUrl={null}
              verifier={verifierIn(verify)}
              hrefOf={(language) => `/docs?verify=${language}#verify`}
              sessionsHref={null}
            />
          }
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
