import { type Context, inWorkspace, systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { createApiKey } from "#lib/features/api-keys/create.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { seedWorkspace } from "#lib/features/cancellations/seed.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { createWorkspace } from "#lib/features/onboarding/create-workspace.ts";
import { findWorkspaceBySlug } from "#lib/features/workspaces/find.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { ensureDemoFlow } from "#scripts/demo-flow.ts";
import { ensureDemoSessions } from "#scripts/demo-sessions.ts";
import type { Secrets } from "#scripts/secrets.ts";

/** What the demo prints for its visitor. */
export interface DemoWorkspaces {
  ownerEmail: string;
  /** null when the account was made by another data folder's demo. */
  ownerPassword: string | null;
  sandboxApiKey: string;
  /** Names of what this start made. */
  made: string[];
}

interface Input {
  secrets: Secrets;
  /** The database lies beside the secrets, so whatever is in it was made with them. */
  embedded: boolean;
  /** Stores changed secrets. */
  save: (secrets: Secrets) => Promise<void>;
}

const OWNER_EMAIL = "owner@acme.example";
const SEED = { events: 5_000, months: 12, seed: 1 };

/**
 * Makes the public read-only workspace "Demo" and the owner's "Acme", or finds them again; a start that was interrupted
 * is taken up where it ended. The settings must be in the environment before this file is imported.
 */
export async function ensureDemoWorkspaces({ secrets, embedded, save }: Input): Promise<DemoWorkspaces> {
  const made: string[] = [];
  const ctx = systemContext("demo");
  try {
    const demo = await ensureWorkspace(ctx, { slug: "demo", name: "Demo", isDemo: true }, made);
    const acme = await ensureWorkspace(ctx, { slug: "acme", name: "Acme", isDemo: false }, made);
    // Back to what the owner wants to see next: the session in the dashboard.
    const returnUrl = `${new URL(env().APP_URL).origin}/dashboard/${acme.workspace.slug}/sessions?env=sandbox`;
    const site = "https://app.acme.example";
    await ensureSeed(demo);
    // The one waits for the database while the other thinks.
    await Promise.all([
      ensureDemoFlow(demo, { returnUrl: "https://app.example.com/account", site: "https://app.example.com", seed: 200 }),
      ensureDemoFlow(acme, { returnUrl, site, seed: 62 }),
    ]);
    await ensureDemoSessions(acme, { site, environment: "sandbox", count: 6, from: 9, to: 0, seed: 31, untilNow: false });
    const madeOwner = await ensureOwner(acme, secrets.ownerPassword);
    let sandboxApiKey = secrets.sandboxApiKeys[acme.workspace.id];
    const knowsWorkspace = sandboxApiKey !== undefined || madeOwner || embedded;
    if (sandboxApiKey === undefined) {
      sandboxApiKey = (await createApiKey({ ctx: acme, input: { name: "demo", environments: "sandbox" } })).apiKey;
      await save({ ...secrets, sandboxApiKeys: { ...secrets.sandboxApiKeys, [acme.workspace.id]: sandboxApiKey } });
    }
    return { ownerEmail: OWNER_EMAIL, ownerPassword: knowsWorkspace ? secrets.ownerPassword : null, sandboxApiKey, made };
  } finally {
    await closePools();
  }
}

async function ensureWorkspace(ctx: Context, input: { slug: string; name: string; isDemo: boolean }, made: string[]): Promise<WorkspaceContext> {
  try {
    return inWorkspace(ctx, await findWorkspaceBySlug(input.slug));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  const { workspace } = await createWorkspace({ ctx, input: { ...input, plan: "advanced" } });
  made.push(input.name);
  return inWorkspace(ctx, workspace);
}

/** A seed that was interrupted goes on where it ended; its last event says whether it is whole. */
async function ensureSeed(ctx: WorkspaceContext): Promise<void> {
  const last = { environment: "prod", eventId: `seed_1_${SEED.events - 1}` } as const;
  try {
    await getCancellation({ ctx, input: last });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await seedWorkspace({ ctx, input: SEED });
  }
}

/** @returns false when the account exists already. */
async function ensureOwner(ctx: WorkspaceContext, password: string): Promise<boolean> {
  try {
    await createUser({ ctx, input: { email: OWNER_EMAIL, password, role: "owner" } });
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "conflict") return false;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === "not_found";
}
