import { randomBytes } from "node:crypto";
import { type Clock, fixedClock, systemClock } from "#lib/core/clock.ts";
import type { Access, Plan, WorkspaceContext } from "#lib/core/context.ts";
import { inWorkspace, systemContext } from "#lib/core/context.ts";
import { createApiKey } from "#lib/features/api-keys/create.ts";
import { revokeApiKey } from "#lib/features/api-keys/revoke.ts";
import { type GivenAccess, setWorkspaceAccess } from "#lib/features/billing/set-access.ts";
import { setWorkspacePlan } from "#lib/features/billing/set-plan.ts";
import { createWorkspace } from "#lib/features/onboarding/create-workspace.ts";
import { addReason } from "#lib/features/reasons/add.ts";
import { mergeReason } from "#lib/features/reasons/merge.ts";
import { setReasonEnabled } from "#lib/features/reasons/set-enabled.ts";
import { ownerQuery } from "./owner-database.ts";

interface Options {
  plan?: Plan;
  /** Trials and unpaid invoices are billing's to give: such a state is written down without either. */
  access?: Access;
  isDemo?: boolean;
  clock?: Clock;
}

/** A workspace of a test's own, made through the product's verbs, with the few things tests do to it. */
export interface TestWorkspace {
  ctx: WorkspaceContext;
  slug: string;
  apiKey: string;
  workspaceKey: string;
  signingSecrets: { prod: string; sandbox: string };
  makeKey(input?: { environments?: "any" | "sandbox"; expiresAt?: Date }): Promise<{ id: string; apiKey: string }>;
  revokeKey(id: string): Promise<void>;
  setAccess(access: GivenAccess): Promise<void>;
  setPlan(plan: Plan): Promise<void>;
  addReason(key: string): Promise<void>;
  setReason(key: string, enabled: boolean): Promise<void>;
  /** Counts `key` as `into` from now on. */
  mergeReason(key: string, into: string): Promise<void>;
}

/** Makes a workspace: six usual reasons, a key for both environments, Signing Secrets. */
export async function makeWorkspace({ plan = "advanced", access = "active", isDemo = false, clock = systemClock }: Options = {}): Promise<TestWorkspace> {
  const slug = `test-${randomBytes(6).toString("hex")}`;
  const made = await createWorkspace({ ctx: systemContext("test", clock), input: { name: "Test", slug, plan, isDemo } });
  const ctx = inWorkspace(systemContext("test", clock), made.workspace);
  if (access === "read_only") await setWorkspaceAccess({ ctx, input: { access } });
  else if (access !== "active") await ownerQuery("update workspaces set access = $2 where id = $1", [ctx.workspace.id, access]);
  return {
    ctx,
    slug,
    apiKey: made.apiKey,
    workspaceKey: made.workspaceKey,
    signingSecrets: made.signingSecrets,
    makeKey({ environments = "any", expiresAt } = {}) {
      // A key that has ended already was made before that.
      const madeAt = expiresAt !== undefined && expiresAt.getTime() <= clock.now() ? fixedClock(expiresAt.getTime() - 1_000) : clock;
      return createApiKey({ ctx: { ...ctx, clock: madeAt }, input: { name: "test key", environments, expiresAt } });
    },
    revokeKey: (id) => revokeApiKey({ ctx, input: { id } }),
    setAccess: async (to) => void (await setWorkspaceAccess({ ctx, input: { access: to } })),
    setPlan: (to) => setWorkspacePlan({ ctx, input: { plan: to } }),
    addReason: (key) => addReason({ ctx, input: { key, label: key } }),
    setReason: (key, enabled) => setReasonEnabled({ ctx, input: { key, enabled } }),
    mergeReason: (key, into) => mergeReason({ ctx, input: { key, into } }),
  };
}
