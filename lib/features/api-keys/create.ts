import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { makeApiKeySecret } from "./internal/secret.ts";
import { type CreateApiKeyInput, createApiKeyInput } from "./model/api-key-input.ts";
import type { CreatedApiKey } from "./model/listed-api-key.ts";

/** Makes an API key. @throws DomainError forbidden; validation_failed for a bad name or a date that is over. */
export async function createApiKey({ ctx, input }: { ctx: WorkspaceContext; input: CreateApiKeyInput }): Promise<CreatedApiKey> {
  authorize(ctx, "api_keys.manage");
  return withWorkspace(ctx.workspace.id, (db) => createApiKeyIn(db, { ctx, input }));
}

/** The same inside a transaction that is already the workspace's, for whoever may do what it is part of. */
export async function createApiKeyIn(db: Transaction, { ctx, input }: { ctx: WorkspaceContext; input: CreateApiKeyInput }): Promise<CreatedApiKey> {
  const { name, environments, expiresAt = null } = validated(createApiKeyInput, input);
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  if (expiresAt !== null && expiresAt.getTime() <= now) throw invalidField("expiresAt", "past", "must be in the future");
  const id = uuidv7(now);
  const apiKey = makeApiKeySecret();
  await db.apiKey.create({
    data: { workspaceId, id, name, environments, last4: apiKey.slice(-4), createdAt: new Date(now), createdBy: ctx.actor.name, expiresAt },
  });
  // createMany asks for nothing back: the program may insert into the directory, not read it.
  await db.apiKeyDirectory.createMany({ data: [{ keyHash: new Uint8Array(sha256(apiKey)), workspaceId, apiKeyId: id }] });
  const detail = { name, environments, expiresAt: expiresAt?.toISOString() ?? null };
  await recordAudit(db, ctx, workspaceId, { action: "api_key.created", target: formatId("key", id), detail });
  return { id: formatId("key", id), apiKey };
}
