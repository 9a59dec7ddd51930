import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { beginTrialIn } from "../billing/begin-trial.ts";
import { recordOwnerIn } from "../members/record-owner.ts";
import { addUsualReasonsIn } from "../reasons/add-usual.ts";
import { createSigningSecretIn } from "../signing-secrets/create.ts";
import { createWorkspaceIn, newWorkspaceId } from "../workspaces/create.ts";
import { withFreeSlug } from "./internal/free-slug.ts";

interface Input {
  name: string;
  /** IANA name. */
  timeZone: string;
}

/**
 * Makes a workspace that the signed-in user owns, in one transaction: six usual reasons and a Signing Secret for each
 * environment, but no API key, since nobody would see it. It begins with a trial of Advanced; where billing is off it is Advanced for good.
 * @throws DomainError unauthenticated; validation_failed for a bad name or time zone
 */
export function createOwnWorkspace({ ctx, input }: { ctx: Context; input: Input }): Promise<{ slug: string }> {
  const { actor } = ctx;
  if (actor.type !== "user") throw new DomainError("unauthenticated", "Sign in first.");
  return withFreeSlug({ name: input.name }, (slug) => {
    const id = newWorkspaceId(ctx);
    return withWorkspace(id, async (db) => {
      const made = await createWorkspaceIn(db, { ctx, input: { id, slug, name: input.name, plan: "advanced", isDemo: false, timeZone: input.timeZone } });
      const owner = { ...made.ctx, actor: { ...actor, role: "owner" } } as const;
      await recordOwnerIn(db, { ctx: owner, input: { userId: actor.id } });
      await beginTrialIn(db, { ctx: owner });
      await addUsualReasonsIn(db, { ctx: owner });
      await createSigningSecretIn(db, { ctx: owner, input: { environment: "prod", slot: 1 } });
      await createSigningSecretIn(db, { ctx: owner, input: { environment: "sandbox", slot: 1 } });
      return { slug };
    });
  });
}
