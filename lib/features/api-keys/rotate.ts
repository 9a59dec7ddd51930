import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { createApiKeyIn } from "./create.ts";
import { findApiKeyIn } from "./internal/find.ts";
import { keyOverlaps, type RotateApiKeyInput, rotateApiKeyInput } from "./model/api-key-input.ts";
import { apiKeyState, type RotatedApiKey } from "./model/listed-api-key.ts";

/**
 * Makes a new key like an old one (name, environments), which ends after the overlap, or earlier where it would have ended
 * anyway. An end is in force on every process within five seconds.
 * @throws DomainError forbidden, not_found, validation_failed; conflict when the old key opens nothing any more.
 */
export async function rotateApiKey({ ctx, input }: { ctx: WorkspaceContext; input: RotateApiKeyInput }): Promise<RotatedApiKey> {
  authorize(ctx, "api_keys.manage");
  const { id, overlap, expiresAt } = validated(rotateApiKeyInput, input);
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const old = await findApiKeyIn(db, ctx, id);
    const now = ctx.clock.now();
    const state = apiKeyState(old, now);
    if (state === "revoked" || state === "expired") throw new DomainError("conflict", `The API key "${old.name}" is ${state}. Make a new one instead.`);
    const end = Math.min(now + keyOverlaps[overlap], old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);
    await db.apiKey.update({ where: { workspaceId_id: { workspaceId, id: old.id } }, data: { expiresAt: new Date(end) } });
    const environments = old.environments === "sandbox" ? "sandbox" : "any";
    const created = await createApiKeyIn(db, { ctx, input: { name: old.name, environments, expiresAt } });
    const oldExpiresAt = new Date(end).toISOString();
    await recordAudit(db, ctx, workspaceId, { action: "api_key.rotated", target: id, detail: { name: old.name, newKey: created.id, oldExpiresAt } });
    return { ...created, oldExpiresAt };
  });
}
