import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ChangeList } from "#components/flow/change-list.tsx";
import { FindingList } from "#components/flow/finding-list.tsx";
import { PublishCard } from "#components/flow/publish-card.tsx";
import { RestoreButton } from "#components/flow/restore-button.tsx";
import { VersionTable } from "#components/flow/version-table.tsx";
import { Card } from "#components/ui/card.tsx";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { getFlowVersion } from "#lib/features/flows/get-flow-version.ts";
import { listFlowVersions } from "#lib/features/flows/list-flow-versions.ts";
import { diffFlows, type FlowChange } from "#lib/features/flows/model/diff.ts";
import { DEFAULT_FLOW } from "#lib/features/flows/model/flow-config.ts";
import { openFlowEditor } from "#lib/http/flow-editor.ts";
import { requireReader } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Versions of the flow" };

const PAGE = 20;

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function FlowVersionsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/flow/versions`, "flow.read");
  const view = await openFlowEditor(slug);
  if (view === null) notFound();
  const query = await searchParams;
  const before = numberOf(query.before);
  const opened = numberOf(query.version);
  const { state, timeZone, findings } = view;
  const changes = diffFlows(state.published?.config ?? DEFAULT_FLOW, state.draft);
  const [{ versions, nextBefore }, changed] = await Promise.all([
    listFlowVersions({ ctx, input: { before, limit: PAGE } }),
    opened === null ? null : changesOf(ctx, opened).catch(() => null),
  ]);
  const hrefOf = (changes: Record<string, number | null>) => {
    const asked = { before, version: opened, env: query.env === "sandbox" ? "sandbox" : null, ...changes };
    const search = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])));
    return `/dashboard/${slug}/flow/versions${search.size > 0 ? `?${search}` : ""}`;
  };
  return (
    <>
      <PublishCard
        hasChanges={changes.length > 0}
        changes={<ChangeList changes={changes} beforeName={state.published === null ? "Plain flow" : `Version ${state.published.version}`} afterName="Draft" />}
        findings={<FindingList findings={findings} title="What the check says" base={`/dashboard/${slug}/flow`} />}
      />
      <Card title="Versions" description="Everything that was published. Open one to see what it changed, or to make it the draft again." padded={false}>
        <VersionTable
          versions={versions}
          current={state.published?.version ?? null}
          opened={opened}
          timeZone={timeZone}
          hrefOf={(version) => hrefOf({ version })}
        />
      </Card>
      {(nextBefore !== null || before !== null) && (
        <p className="flex gap-4 text-13">
          {before !== null && <Link href={hrefOf({ before: null })}>Latest versions</Link>}
          {nextBefore !== null && <Link href={hrefOf({ before: nextBefore })}>Older versions</Link>}
        </p>
      )}
      {opened !== null && changed !== null && (
        <Card
          title={`What version ${opened} changed`}
          description={opened === 1 ? "Compared with the plain flow." : `Compared with version ${opened - 1}.`}
          actions={
            <>
              <RestoreButton version={opened} />
              <Link href={hrefOf({ version: null })} scroll={false} className="text-13">
                Close
              </Link>
            </>
          }
        >
          <ChangeList changes={changed} beforeName={opened === 1 ? "Plain flow" : `Version ${opened - 1}`} afterName={`Version ${opened}`} />
        </Card>
      )}
    </>
  );
}

/** What a version changed since the one before it. @throws DomainError not_found */
async function changesOf(ctx: WorkspaceContext, version: number): Promise<FlowChange[]> {
  const [after, before] = await Promise.all([
    getFlowVersion({ ctx, input: { version } }),
    version === 1 ? null : getFlowVersion({ ctx, input: { version: version - 1 } }),
  ]);
  return diffFlows(before?.config ?? DEFAULT_FLOW, after.config);
}

function numberOf(text: string | string[] | undefined): number | null {
  return typeof text === "string" && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
