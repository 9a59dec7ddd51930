import { randomUUID } from "node:crypto";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { createApiKey } from "#lib/features/api-keys/create.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { getFlow } from "#lib/features/flows/get-flow.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { inviteMember } from "#lib/features/members/invite.ts";
import { addReason } from "#lib/features/reasons/add.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { mergeReason } from "#lib/features/reasons/merge.ts";
import { listSigningSecrets } from "#lib/features/signing-secrets/list.ts";
import { rotateSigningSecret } from "#lib/features/signing-secrets/rotate.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { makeMember, randomEmail } from "#lib/testing/accounts.ts";
import { flowConfig } from "#lib/testing/flows.ts";
import type { TestWorkspace } from "#lib/testing/workspaces.ts";
import { FORM } from "./action-call.ts";

interface Row {
  /** After the slug. What it is about is made first, as whoever runs the installation may. */
  args(workspace: TestWorkspace): Promise<unknown[]> | unknown[];
  form?: Record<string, string>;
  /** What an owner is answered in a read-only workspace: "done", unless it would create something there. */
  readOnly: string;
}

const done = "done";
const untouched = { error: null, done: null, typed: {} };

const newReason = async ({ ctx }: TestWorkspace) => {
  const key = `r_${randomUUID().slice(0, 8)}`;
  await addReason({ ctx, input: { key, label: key } });
  return key;
};
const newKey = async ({ ctx }: TestWorkspace) => (await createApiKey({ ctx, input: { name: "Key", environments: "any" } })).id;
const newEndpoint = async ({ ctx }: TestWorkspace) =>
  (await createEndpoint({ ctx, input: { environment: "sandbox", url: "https://hooks.example.com/", events: ["cancellation.created"] } })).endpoint.id;
const newInvitation = async ({ ctx }: TestWorkspace) => (await inviteMember({ ctx, input: { email: randomEmail(), role: "viewer" } })).id;
const newMember = async (workspace: TestWorkspace) => (await makeMember(workspace, "viewer")).userId;
const newOrigin = async ({ ctx }: TestWorkspace) => {
  const origin = `https://${randomUUID()}.example.com`;
  await addReturnOrigin({ ctx, input: { origin } });
  return origin;
};
const revision = async ({ ctx }: { ctx: WorkspaceContext }) => (await getFlow({ ctx })).revision;
let drafts = 0;
const newDraft = async ({ ctx }: TestWorkspace) => {
  await saveDraft({ ctx, input: { revision: await revision({ ctx }), config: flowConfig({ linkLifeMinutes: 10 + ++drafts }) } });
  return revision({ ctx });
};
const signingKey = async ({ ctx }: TestWorkspace, state: "live" | "retiring") =>
  (await listSigningSecrets({ ctx })).find((secret) => secret.environment === "sandbox" && secret.state === state)?.kid;

/** Every action below app/dashboard/[workspace], by folder and name. A new one fails the test until it stands here. */
export const actionTable: Record<string, Row> = {
  "reasons addReasonAction": { args: () => [{ key: `k_${randomUUID().slice(0, 8)}`, label: "New" }], readOnly: done },
  "reasons updateReasonAction": { args: async (w) => [{ key: await newReason(w), label: "Other words" }], readOnly: done },
  "reasons setReasonEnabledAction": { args: async (w) => [{ key: await newReason(w), enabled: false }], readOnly: done },
  "reasons mergeReasonAction": { args: async (w) => [{ key: await newReason(w), into: "other" }], readOnly: done },
  "reasons unmergeReasonAction": {
    async args(w) {
      const key = await newReason(w);
      await mergeReason({ ctx: w.ctx, input: { key, into: "other" } });
      return [{ key }];
    },
    readOnly: done,
  },
  "reasons reorderReasonsAction": { args: async ({ ctx }) => [{ keys: (await listReasons({ ctx })).map(({ key }) => key).reverse() }], readOnly: done },
  "flow saveDraftAction": { args: async (w) => [{ revision: await revision(w), config: { linkLifeMinutes: 45 } }], readOnly: done },
  "flow publishFlowAction": { args: async (w) => [{ revision: await newDraft(w) }], readOnly: done },
  "flow restoreVersionAction": {
    async args(w) {
      await publishFlow({ ctx: w.ctx, input: { revision: await newDraft(w) } });
      return [{ version: 1, revision: await revision(w) }];
    },
    readOnly: done,
  },
  // A new session, if of the sandbox.
  "flow tryDraftAction": { args: () => [{ config: {} }], readOnly: "workspace_read_only" },
  "flow uploadLogoAction": { args: () => [FORM], form: { logo: "no picture" }, readOnly: "validation_failed" },
  "flow addReturnOriginAction": { args: () => [{ origin: `https://${randomUUID()}.example.com` }], readOnly: done },
  "flow removeReturnOriginAction": { args: async (w) => [{ origin: await newOrigin(w) }], readOnly: done },
  "flow setDefaultReturnUrlAction": { args: async (w) => [{ url: `${await newOrigin(w)}/back` }], readOnly: done },
  "settings updateWorkspaceAction": { args: () => [{ name: "Test" }], readOnly: done },
  "settings/api-keys createApiKeyAction": { args: () => [{ name: "New", environments: "any", lifetime: "90d" }], readOnly: done },
  "settings/api-keys rotateApiKeyAction": { args: async (w) => [{ id: await newKey(w), overlap: "none", lifetime: "90d" }], readOnly: done },
  "settings/api-keys renameApiKeyAction": { args: async (w) => [{ id: await newKey(w), name: "Renamed" }], readOnly: done },
  "settings/api-keys revokeApiKeyAction": { args: async (w) => [{ id: await newKey(w) }], readOnly: done },
  "settings/members inviteAction": { args: () => [untouched, FORM], form: { email: "ada@example.com", role: "admin" }, readOnly: done },
  "settings/members resendInvitationAction": { args: async (w) => [await newInvitation(w)], readOnly: done },
  "settings/members revokeInvitationAction": { args: async (w) => [await newInvitation(w)], readOnly: done },
  "settings/members changeRoleAction": { args: async (w) => [await newMember(w), "analyst"], readOnly: done },
  "settings/members removeMemberAction": { args: async (w) => [await newMember(w)], readOnly: done },
  "settings/signing-secrets revealSigningSecretAction": { args: async (w) => [{ kid: await signingKey(w, "live") }], readOnly: done },
  "settings/signing-secrets rotateSigningSecretAction": { args: () => [{ environment: "prod" }], readOnly: done },
  "settings/signing-secrets retireSigningSecretAction": {
    async args(w) {
      if ((await signingKey(w, "retiring")) === undefined) await rotateSigningSecret({ ctx: w.ctx, input: { environment: "sandbox" } });
      return [{ kid: await signingKey(w, "retiring") }];
    },
    readOnly: done,
  },
  "settings/webhooks createEndpointAction": {
    args: () => [{ environment: "prod", url: "https://hooks.example.com/", events: ["cancellation.created"] }],
    readOnly: done,
  },
  "settings/webhooks updateEndpointAction": { args: async (w) => [{ id: await newEndpoint(w), enabled: false }], readOnly: done },
  "settings/webhooks sendTestEventAction": { args: async (w) => [{ id: await newEndpoint(w) }], readOnly: done },
  "settings/webhooks listAttemptsAction": {
    args: async (w) => [{ endpointId: await newEndpoint(w), messageId: formatId("msg", uuidv7()) }],
    readOnly: done,
  },
  "settings/webhooks deleteEndpointAction": { args: async (w) => [{ id: await newEndpoint(w) }], readOnly: done },
  // Before the portal: it makes the customer.
  "billing startCheckoutAction": { args: () => [untouched, FORM], form: { plan: "core", interval: "month" }, readOnly: done },
  "billing openPortalAction": { args: () => [untouched, FORM], form: { for: "all" }, readOnly: done },
  // There is no subscription yet.
  "billing changePlanAction": { args: () => [untouched, FORM], form: { plan: "core", interval: "month", prorationDate: "1" }, readOnly: "conflict" },
  // The owner's ways out, so they come last.
  "settings/members transferOwnershipAction": { args: async (w) => [await newMember(w), "Test"], readOnly: done },
  "settings/members leaveAction": { args: () => [], readOnly: done },
};

/** Folders whose actions belong to a person's account and to no workspace. */
export const outsideWorkspaces = ["app/(auth)/", "app/dashboard/account/", "app/dashboard/new/"];
