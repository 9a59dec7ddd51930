"use server";

import { createApiKey } from "#lib/features/api-keys/create.ts";
import { type CreateApiKeyForm, createApiKeyForm, type RotateApiKeyForm, rotateApiKeyForm } from "#lib/features/api-keys/model/api-key-form.ts";
import { type RenameApiKeyInput, type RevokeApiKeyInput, renameApiKeyInput, revokeApiKeyInput } from "#lib/features/api-keys/model/api-key-input.ts";
import { expiryOf } from "#lib/features/api-keys/model/key-lifetime.ts";
import { renameApiKey } from "#lib/features/api-keys/rename.ts";
import { revokeApiKey } from "#lib/features/api-keys/revoke.ts";
import { rotateApiKey } from "#lib/features/api-keys/rotate.ts";
import { workspaceAction } from "#lib/http/action.ts";

export async function createApiKeyAction(slug: string, input: CreateApiKeyForm) {
  return workspaceAction({ workspace: slug, schema: createApiKeyForm, input, shownOn: pageOf(slug) }, ({ ctx, input: { lifetime, ...key } }) =>
    createApiKey({ ctx, input: { ...key, expiresAt: expiryOf(lifetime, ctx.clock.now()) } }),
  );
}

export async function rotateApiKeyAction(slug: string, input: RotateApiKeyForm) {
  return workspaceAction({ workspace: slug, schema: rotateApiKeyForm, input, shownOn: pageOf(slug) }, ({ ctx, input: { lifetime, ...key } }) =>
    rotateApiKey({ ctx, input: { ...key, expiresAt: expiryOf(lifetime, ctx.clock.now()) } }),
  );
}

export async function renameApiKeyAction(slug: string, input: RenameApiKeyInput) {
  return workspaceAction({ workspace: slug, schema: renameApiKeyInput, input, shownOn: pageOf(slug) }, renameApiKey);
}

export async function revokeApiKeyAction(slug: string, input: RevokeApiKeyInput) {
  return workspaceAction({ workspace: slug, schema: revokeApiKeyInput, input, shownOn: pageOf(slug) }, revokeApiKey);
}

function pageOf(slug: string): string {
  return `/dashboard/${slug}/settings/api-keys`;
}
