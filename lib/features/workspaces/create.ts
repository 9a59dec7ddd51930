import { type Context, inWorkspace, type Plan, type WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { slugSchema } from "./model/slug.ts";
import { isTimeZone } from "./model/workspace-settings.ts";

interface Input {
  /** UUID; the transaction is already this workspace's. */
  id: string;
  name: string;
  slug: string;
  plan: Plan;
  isDemo: boolean;
  /** IANA name; default UTC. */
  timeZone?: string;
}

/** A new workspace's UUID. */
export function newWorkspaceId(ctx: Context): string {
  return uuidv7(ctx.clock.now());
}

/**
 * Inserts the workspace itself (access `active`) and answers a context in it.
 * What belongs in every new workspace is added by onboarding/create-workspace.ts.
 * @throws DomainError validation_failed for a bad name, slug or time zone.
 */
export async function createWorkspaceIn(
  db: Transaction,
  { ctx, input }: { ctx: Context; input: Input },
): Promise<{ workspaceKey: string; ctx: WorkspaceContext }> {
  const name = input.name.trim();
  if (name.length < 1 || name.length > 255) throw invalidField("name", "length", "must be 1 to 255 characters");
  const slug = slugSchema.safeParse(input.slug);
  if (!slug.success) throw invalidField("slug", "format", slug.error.issues[0]?.message ?? "is not valid");
  const timeZone = input.timeZone ?? "UTC";
  if (!isTimeZone(timeZone)) throw invalidField("timeZone", "format", "must be a time zone such as Europe/Berlin");
  const now = ctx.clock.now();
  const workspaceKey = formatId("wk", uuidv7(now));
  const at = new Date(now);
  await db.workspace.create({
    data: {
      id: input.id,
      workspaceKey,
      slug: slug.data,
      name,
      plan: input.plan,
      access: "active",
      isDemo: input.isDemo,
      timeZone,
      createdAt: at,
      updatedAt: at,
    },
  });
  await recordAudit(db, ctx, input.id, { action: "workspace.created", target: slug.data, detail: { name, plan: input.plan } });
  return { workspaceKey, ctx: inWorkspace(ctx, { id: input.id, slug: slug.data, plan: input.plan, access: "active", isDemo: input.isDemo }) };
}
