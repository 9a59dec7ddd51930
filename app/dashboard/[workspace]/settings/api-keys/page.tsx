import type { Metadata } from "next";
import { ApiKeyList } from "#components/api-keys/api-key-list.tsx";
import { Locked } from "#components/billing/locked.tsx";
import { listApiKeys } from "#lib/features/api-keys/list.ts";
import { wayToPlans } from "#lib/features/billing/way-to-plans.ts";
import { planHas, planTable } from "#lib/features/plans/model/plan-table.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { apiUrl } from "#lib/http/addresses.ts";
import { requireReader } from "#lib/http/session.ts";
import { createApiKeyAction, renameApiKeyAction, revokeApiKeyAction, rotateApiKeyAction } from "./actions.ts";

export const metadata: Metadata = { title: "API keys" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function ApiKeysPage({ params }: Props) {
  const { workspace: slug } = await params;
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/settings/api-keys`, "api_keys.read");
  const [apiKeys, { timeZone }] = await Promise.all([listApiKeys({ ctx }), workspaceProfile({ ctx })]);
  const lacking = (["custom_api", "session_diagnostics"] as const).filter((feature) => !planHas(ctx.workspace.plan, feature));
  return (
    <>
      <ApiKeyList
        apiKeys={apiKeys}
        timeZone={timeZone}
        apiUrl={apiUrl()}
        actions={{
          create: createApiKeyAction.bind(null, slug),
          rotate: rotateApiKeyAction.bind(null, slug),
          rename: renameApiKeyAction.bind(null, slug),
          revoke: revokeApiKeyAction.bind(null, slug),
        }}
      />
      {lacking.length > 0 && (
        <Locked features={lacking} slug={slug} way={wayToPlans({ ctx })}>
          On {planTable[ctx.workspace.plan].name} a key opens the hosted flow: cancel links, verification of results, and the list of reasons. The calls above
          answer 403.
        </Locked>
      )}
    </>
  );
}
