import type { Metadata } from "next";
import { Guide } from "#components/docs/guide.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { apiUrl } from "#lib/http/addresses.ts";
import { operations } from "#lib/http/operations.ts";
import { referenceOf } from "#lib/http/reference.ts";
import { requireReader } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Docs" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DocsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const environment = (await searchParams).env === "sandbox" ? "sandbox" : "prod";
  await requireReader(slug, `/dashboard/${slug}/docs`);
  return (
    <PageMain>
      <PageHead title="Docs" description="How your server sends cancellations and outcomes, filled in with this workspace’s own values." />
      <Guide apiUrl={apiUrl()} environment={environment} endpoints={operations.map(referenceOf)} workspace={null} />
    </PageMain>
  );
}
