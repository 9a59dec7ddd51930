import type { Context, Plan, WorkspaceRef } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { createApiKeyIn } from "../api-keys/create.ts";
import { addUsualReasonsIn } from "../reasons/add-usual.ts";
import { createSigningSecretIn } from "../signing-secrets/create.ts";
import { createWorkspaceIn, newWorkspaceId } from "../workspaces/create.ts";
import { withFreeSlug } from "./internal/free-slug.ts";

interface Input {
  name: string;
  plan: Plan;
  /** Default: made from the name, with a number when it is taken. */
  slug?: string;
  isDemo?: boolean;
}

interface Created {
  /** `ws_…` */
  workspaceId: string;
  workspaceKey: string;
  slug: string;
  /** The first key, for both environments; seen this one time. */
  apiKey: string;
  signingSecrets: { prod: string; sandbox: string };
  workspace: WorkspaceRef;
}

/**
 * Makes a workspace with all it needs to be used, in one transaction: six usual reasons, an API key, a Signing Secret for
 * each environment.
 * @throws DomainError validation_failed for a bad name or slug; conflict when a given slug is taken.
 */
export async function createWorkspace({ ctx, input }: { ctx: Context; input: Input }): Promise<Created> {
  return withFreeSlug(input, (slug) => create(ctx, { ...input, slug }));
}

function create(ctx: Context, input: Input & { slug: string }): Promise<Created> {
  const id = newWorkspaceId(ctx);
  return withWorkspace(id, async (db) => {
    const made = await createWorkspaceIn(db, { ctx, input: { id, name: input.name, slug: input.slug, plan: input.plan, isDemo: input.isDemo ?? false } });
    await addUsualReasonsIn(db, { ctx: made.ctx });
    const { apiKey } = await createApiKeyIn(db, { ctx: made.ctx, input: { name: "first key", environments: "any" } });
    const prod = await createSigningSecretIn(db, { ctx: made.ctx, input: { environment: "prod", slot: 1 } });
    const sandbox = await createSigningSecretIn(db, { ctx: made.ctx, input: { environment: "sandbox", slot: 1 } });
    return {
      workspaceId: formatId("ws", id),
      workspaceKey: made.workspaceKey,
      slug: input.slug,
      apiKey,
      signingSecrets: { prod, sandbox },
      workspace: made.ctx.workspace,
    };
  });
}
