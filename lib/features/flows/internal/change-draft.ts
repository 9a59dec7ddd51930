import { actorId, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";
import { lockWorkspaceIn } from "../../workspaces/lock.ts";
import { type FlowConfig, flowConfigSchema } from "../model/flow-config.ts";
import { namesIn } from "./names.ts";

/** The flow as it stands under the workspace's lock. */
export interface Held {
  /** 0: never saved. */
  revision: number;
  /** Null: never saved. */
  draft: FlowConfig | null;
  /** 0: none. */
  publishedVersion: number;
}

/**
 * Works on the draft, one at a time in a workspace, from the revision that the caller saw.
 * @throws DomainError conflict when somebody else saved meanwhile: who, and when
 */
export function changeDraft<Result>(ctx: WorkspaceContext, revision: number, work: (db: Transaction, held: Held) => Promise<Result>): Promise<Result> {
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const row = await db.flow.findUnique({ where: { workspaceId } });
    if ((row?.draftRevision ?? 0) !== revision) throw await conflict(db, ctx, row);
    return work(db, {
      revision,
      draft: row === null ? null : flowConfigSchema.parse(row.draft),
      publishedVersion: row?.publishedVersion ?? 0,
    });
  });
}

async function conflict(db: Transaction, ctx: WorkspaceContext, row: { draftSavedBy: string | null; draftSavedAt: Date } | null): Promise<DomainError> {
  if (row === null) return new DomainError("conflict", "Nothing was ever saved of this flow. Load the page anew.");
  const { timeZone } = await db.workspace.findUniqueOrThrow({ where: { id: ctx.workspace.id }, select: { timeZone: true } });
  const who = (await namesIn(db, [row.draftSavedBy]))(row.draftSavedBy) ?? "Somebody";
  const at = row.draftSavedAt.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone });
  return new DomainError("conflict", `${who} saved the draft meanwhile, on ${at} (${timeZone}).`);
}

/** Writes the draft as the next revision, and says which one it is. */
export async function writeDraft(db: Transaction, ctx: WorkspaceContext, held: Held, draft: FlowConfig): Promise<number> {
  const workspaceId = ctx.workspace.id;
  const changed = {
    draft,
    draftRevision: held.revision + 1,
    draftSavedAt: new Date(ctx.clock.now()),
    draftSavedBy: ctx.actor.type === "user" ? actorId(ctx.actor) : null,
  };
  await db.flow.upsert({ where: { workspaceId }, create: { workspaceId, ...changed }, update: changed });
  return changed.draftRevision;
}
