import Stripe from "stripe";
import type { Clock } from "#lib/core/clock.ts";
import { inWorkspace, systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { createOwnWorkspace } from "#lib/features/onboarding/create-own-workspace.ts";
import { readWorkspaceIn } from "#lib/features/workspaces/read.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { mailsTo, makeMember, type TestUser, userContext } from "./accounts.ts";
import { ownerQuery } from "./owner-database.ts";
import { makeWorkspace } from "./workspaces.ts";

/** What is stored of a workspace's billing. */
interface Stored extends Record<string, unknown> {
  plan: string;
  access: string;
  access_until: Date | null;
  customer_id: string | null;
  status: string | null;
}

/** A workspace as somebody who signed up makes it, with its owner. */
export interface BilledWorkspace {
  owner: TestUser;
  workspaceId: string;
  slug: string;
  /** The owner's context, with plan and access as they are now. */
  ctx(): Promise<WorkspaceContext>;
  stored(): Promise<Stored>;
  /** Templates of the mails to the owner, oldest first. */
  mails(): Promise<string[]>;
}

/** Signs somebody up and makes their workspace, at the time of a clock. */
export async function makeBilledWorkspace(clock: Clock): Promise<BilledWorkspace> {
  const host = await makeWorkspace({ clock });
  const owner = await makeMember(host, "viewer");
  const { slug } = await createOwnWorkspace({
    ctx: userContext(owner, clock),
    input: { name: `Billed ${owner.email.slice(0, 8)}`, timeZone: "Europe/Berlin" },
  });
  const [row] = await ownerQuery<{ id: string }>("select id from workspaces where slug = $1", [slug]);
  const workspaceId = row?.id as string;
  const system = systemContext("test", clock);
  return {
    owner,
    workspaceId,
    slug,
    async ctx() {
      const workspace = await withWorkspace(workspaceId, (db) => readWorkspaceIn(db, { ctx: system, input: { id: workspaceId } }));
      return { ...inWorkspace(system, workspace), actor: { type: "user", id: owner.uuid, name: owner.email, role: "owner" } };
    },
    async stored() {
      const [found] = await ownerQuery<Stored>(
        "select w.plan, w.access, w.access_until, a.customer_id, a.status from workspaces w left join billing_accounts a on a.workspace_id = w.id where w.id = $1",
        [workspaceId],
      );
      return found as Stored;
    },
    mails: async () => (await mailsTo(owner.email)).map(({ template }) => template),
  };
}

/** Stripe's client, unchanged, at a local Stripe. */
export function stripeAt({ host, port, secretKey }: { host: string; port: number; secretKey: string }): Stripe {
  return new Stripe(secretKey, { host, port, protocol: "http", telemetry: false });
}
