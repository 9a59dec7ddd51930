import type { Metadata } from "next";
import { ApiKeyList } from "#components/api-keys/api-key-list.tsx";
import { listApiKeys } from "#lib/features/api-keys/list.ts";
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
  return (
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
  );
}
