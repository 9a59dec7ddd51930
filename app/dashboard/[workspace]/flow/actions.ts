"use server";

import { z } from "zod";
import { type TryDraftInput, tryDraftInput } from "#lib/features/cancel-sessions/model/try-draft-input.ts";
import { tryDraft } from "#lib/features/cancel-sessions/try-draft.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import {
  type PublishFlowInput,
  publishFlowInput,
  type RestoreVersionInput,
  restoreVersionInput,
  type SaveDraftInput,
  saveDraftInput,
} from "#lib/features/flows/model/flow-state.ts";
import { defaultReturnUrlInput, originInput } from "#lib/features/flows/model/return-settings.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { removeReturnOrigin } from "#lib/features/flows/remove-return-origin.ts";
import { restoreFlowVersion } from "#lib/features/flows/restore-flow-version.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { setDefaultReturnUrl } from "#lib/features/flows/set-default-return-url.ts";
import { uploadLogo } from "#lib/features/flows/upload-logo.ts";
import { workspaceAction } from "#lib/http/action.ts";

export async function saveDraftAction(slug: string, input: SaveDraftInput) {
  return workspaceAction({ workspace: slug, schema: saveDraftInput, input, shownOn: pageOf(slug) }, saveDraft);
}

export async function publishFlowAction(slug: string, input: PublishFlowInput) {
  return workspaceAction({ workspace: slug, schema: publishFlowInput, input, shownOn: pageOf(slug) }, publishFlow);
}

export async function restoreVersionAction(slug: string, input: RestoreVersionInput) {
  return workspaceAction({ workspace: slug, schema: restoreVersionInput, input, shownOn: pageOf(slug) }, restoreFlowVersion);
}

export async function tryDraftAction(slug: string, input: TryDraftInput) {
  return workspaceAction({ workspace: slug, schema: tryDraftInput, input }, tryDraft);
}

/** Takes a form with one file named "logo". */
export async function uploadLogoAction(slug: string, form: FormData) {
  const file = form instanceof FormData ? form.get("logo") : null;
  const content = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  return workspaceAction({ workspace: slug, schema: z.strictObject({}), input: {} }, ({ ctx }) => uploadLogo({ ctx, input: { content } }));
}

export async function addReturnOriginAction(slug: string, input: { origin: string }) {
  return workspaceAction({ workspace: slug, schema: originInput, input, shownOn: pageOf(slug) }, addReturnOrigin);
}

export async function removeReturnOriginAction(slug: string, input: { origin: string }) {
  return workspaceAction({ workspace: slug, schema: originInput, input, shownOn: pageOf(slug) }, removeReturnOrigin);
}

export async function setDefaultReturnUrlAction(slug: string, input: { url: string }) {
  return workspaceAction({ workspace: slug, schema: defaultReturnUrlInput, input, shownOn: pageOf(slug) }, setDefaultReturnUrl);
}

function pageOf(slug: string): string {
  return `/dashboard/${slug}/flow`;
}
