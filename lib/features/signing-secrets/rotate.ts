import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { insertSecret } from "./internal/insert.ts";
import {
  type OpenSigningSecret,
  type RotateSigningSecretInput,
  rotateSigningSecretInput,
  SECRET_OVERLAP_MS,
  signingSecretState,
} from "./model/signing-secret.ts";

/**
 * Makes a new Signing Secret, which signs from now on; the old one is still accepted for 24 hours. Secrets whose time is over
 * give their place back here: nothing reads them as live meanwhile, so no sweep is needed.
 * @returns the new one, to be put into the integrator's server before the old one ends.
 * @throws DomainError forbidden, validation_failed; conflict while a rotation is still under way.
 */
export async function rotateSigningSecret({ ctx, input }: { ctx: WorkspaceContext; input: RotateSigningSecretInput }): Promise<OpenSigningSecret> {
  authorize(ctx, "signing_secrets.manage");
  const { environment } = validated(rotateSigningSecretInput, input);
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const now = ctx.clock.now();
    const held = await db.signingSecret.findMany({ where: { workspaceId, environment, retiredAt: null } });
    for (const row of held.filter((secret) => signingSecretState(secret, now) === "retired")) {
      await db.signingSecret.update({ where: { workspaceId_id: { workspaceId, id: row.id } }, data: { retiredAt: row.expiresAt } });
    }
    const live = held.filter((secret) => signingSecretState(secret, now) !== "retired");
    const retiring = live.find(({ expiresAt }) => expiresAt !== null);
    if (live.length > 1) {
      const until = retiring?.expiresAt?.toISOString() ?? "";
      throw new DomainError(
        "conflict",
        `Two Signing Secrets are live in ${environment}: the last rotation is under way until ${until}. Retire ${retiring?.kid} first, or wait.`,
      );
    }
    const [old] = live;
    const expiresAt = new Date(now + SECRET_OVERLAP_MS);
    if (old !== undefined) await db.signingSecret.update({ where: { workspaceId_id: { workspaceId, id: old.id } }, data: { expiresAt } });
    const made = await insertSecret(db, ctx, { environment, slot: old?.slot === 1 ? 2 : 1 });
    await recordAudit(db, ctx, workspaceId, {
      action: "signing_secret.rotated",
      target: made.kid,
      detail: { environment, old: old?.kid ?? null, oldExpiresAt: old === undefined ? null : expiresAt.toISOString() },
    });
    return made;
  });
}
