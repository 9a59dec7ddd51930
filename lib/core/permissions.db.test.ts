import { beforeAll, describe, expect, it } from "vitest";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { isAtLeast, type Permission, permissions, roles, VISITOR } from "#lib/core/permissions.ts";
import { createApiKey } from "#lib/features/api-keys/create.ts";
import { listApiKeys } from "#lib/features/api-keys/list.ts";
import { renameApiKey } from "#lib/features/api-keys/rename.ts";
import { revokeApiKey } from "#lib/features/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/features/api-keys/rotate.ts";
import { listAuditEntries } from "#lib/features/audit/list.ts";
import { tryDraft } from "#lib/features/cancel-sessions/try-draft.ts";
import { exportCancellations } from "#lib/features/cancellations/export.ts";
import { noFilters } from "#lib/features/cancellations/model/filters.ts";
import { getFlow } from "#lib/features/flows/get-flow.ts";
import { getFlowVersion } from "#lib/features/flows/get-flow-version.ts";
import { lintFacts } from "#lib/features/flows/lint-facts.ts";
import { listFlowVersions } from "#lib/features/flows/list-flow-versions.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { restoreFlowVersion } from "#lib/features/flows/restore-flow-version.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { uploadLogo } from "#lib/features/flows/upload-logo.ts";
import { addReason } from "#lib/features/reasons/add.ts";
import { listUsedReasons } from "#lib/features/reasons/list-used.ts";
import { mergeReason } from "#lib/features/reasons/merge.ts";
import { reorderReasons } from "#lib/features/reasons/reorder.ts";
import { setReasonEnabled } from "#lib/features/reasons/set-enabled.ts";
import { unmergeReason } from "#lib/features/reasons/unmerge.ts";
import { updateReason } from "#lib/features/reasons/update.ts";
import { listSigningSecrets } from "#lib/features/signing-secrets/list.ts";
import { retireSigningSecret } from "#lib/features/signing-secrets/retire.ts";
import { revealSigningSecret } from "#lib/features/signing-secrets/reveal.ts";
import { rotateSigningSecret } from "#lib/features/signing-secrets/rotate.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { updateWorkspace } from "#lib/features/workspaces/update.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** What the pages of Reasons and Settings call, by everybody, against the table of permissions. */
const verbs: [string, Permission, (ctx: WorkspaceContext) => Promise<unknown>][] = [
  ["listUsedReasons", "workspace.read", (ctx) => listUsedReasons({ ctx })],
  ["exportCancellations", "cancellations.export", (ctx) => exportCancellations({ ctx, input: { filters: noFilters } }, async () => undefined)],
  ["addReason", "reasons.manage", (ctx) => addReason({ ctx, input: { key: "k", label: "K" } })],
  ["updateReason", "reasons.manage", (ctx) => updateReason({ ctx, input: { key: "none", label: "x" } })],
  ["setReasonEnabled", "reasons.manage", (ctx) => setReasonEnabled({ ctx, input: { key: "none", enabled: false } })],
  ["mergeReason", "reasons.manage", (ctx) => mergeReason({ ctx, input: { key: "none", into: "other" } })],
  ["unmergeReason", "reasons.manage", (ctx) => unmergeReason({ ctx, input: { key: "none" } })],
  ["reorderReasons", "reasons.manage", (ctx) => reorderReasons({ ctx, input: { keys: ["none"] } })],
  ["getFlow", "flow.read", (ctx) => getFlow({ ctx })],
  ["listFlowVersions", "flow.read", (ctx) => listFlowVersions({ ctx, input: { before: null, limit: 1 } })],
  ["getFlowVersion", "flow.read", (ctx) => getFlowVersion({ ctx, input: { version: 1 } })],
  ["lintFacts", "flow.read", (ctx) => lintFacts({ ctx })],
  ["saveDraft", "flow.manage", (ctx) => saveDraft({ ctx, input: { revision: 99, config: {} } })],
  ["publishFlow", "flow.manage", (ctx) => publishFlow({ ctx, input: { revision: 99 } })],
  ["restoreFlowVersion", "flow.manage", (ctx) => restoreFlowVersion({ ctx, input: { version: 1, revision: 99 } })],
  ["uploadLogo", "flow.manage", (ctx) => uploadLogo({ ctx, input: { content: new Uint8Array() } })],
  ["tryDraft", "flow.manage", (ctx) => tryDraft({ ctx, input: { config: { linkLifeMinutes: 0 } } })],
  ["workspaceProfile", "workspace.read", (ctx) => workspaceProfile({ ctx })],
  ["updateWorkspace", "settings.manage", (ctx) => updateWorkspace({ ctx, input: { name: "Test" } })],
  ["listApiKeys", "api_keys.read", (ctx) => listApiKeys({ ctx })],
  ["createApiKey", "api_keys.manage", (ctx) => createApiKey({ ctx, input: { name: "k", environments: "any" } })],
  ["renameApiKey", "api_keys.manage", (ctx) => renameApiKey({ ctx, input: { id: "none", name: "x" } })],
  ["rotateApiKey", "api_keys.manage", (ctx) => rotateApiKey({ ctx, input: { id: "none", overlap: "none" } })],
  ["revokeApiKey", "api_keys.manage", (ctx) => revokeApiKey({ ctx, input: { id: "none" } })],
  ["listSigningSecrets", "signing_secrets.read", (ctx) => listSigningSecrets({ ctx })],
  ["revealSigningSecret", "signing_secrets.manage", (ctx) => revealSigningSecret({ ctx, input: { kid: "none" } })],
  ["rotateSigningSecret", "signing_secrets.manage", (ctx) => rotateSigningSecret({ ctx, input: { environment: "sandbox" } })],
  ["retireSigningSecret", "signing_secrets.manage", (ctx) => retireSigningSecret({ ctx, input: { kid: "none" } })],
  ["listAuditEntries", "audit.read", (ctx) => listAuditEntries({ ctx, input: {} })],
];

/** Other refusals, such as one for a key that is not there, come after this one and mean that the actor may. */
async function isAllowed(work: Promise<unknown>): Promise<boolean> {
  const code = await work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );
  expect(code).toBeDefined();
  return code !== "forbidden" && code !== "demo_workspace";
}

let own: TestWorkspace;
let demo: TestWorkspace;

beforeAll(async () => {
  own = await makeWorkspace();
  demo = await makeWorkspace({ isDemo: true });
});

describe.each(verbs)("%s", (_name, permission, call) => {
  it.each(roles)("by the role %s", async (role) => {
    expect(await isAllowed(call(asMember(own.ctx, role)))).toBe(isAtLeast(role, permissions[permission]));
  });

  it("by nobody of another workspace, nor by an API key", async () => {
    const apiKey: WorkspaceContext = { ...own.ctx, actor: { type: "api_key", id: "00000000-0000-7000-8000-000000000000", name: "k" } };
    expect(await isAllowed(call(asMember(own.ctx, null)))).toBe(false);
    expect(await isAllowed(call(apiKey))).toBe(false);
  });

  it("in the demo only to look, whoever it is", async () => {
    const isOpen = ["workspace.read", "cancellations.export", "flow.read"].includes(permission);
    const visitor: WorkspaceContext = { ...demo.ctx, actor: { type: "system", name: VISITOR } };
    for (const ctx of [visitor, asMember(demo.ctx, null), asMember(demo.ctx, "owner")]) expect(await isAllowed(call(ctx))).toBe(isOpen);
    const visitorOfOwn: WorkspaceContext = { ...own.ctx, actor: { type: "system", name: VISITOR } };
    expect(await isAllowed(call(visitorOfOwn))).toBe(false);
  });
});
