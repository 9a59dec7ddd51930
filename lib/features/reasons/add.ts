import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { isUniqueViolation, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { reasonKeySchema } from "./model/reason.ts";

interface Input {
  key: string;
  label: string;
}

/**
 * Adds an enabled reason at the end of the list.
 * @throws DomainError validation_failed for a bad key or label; conflict when the key was ever used.
 */
export async function addReason({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<void> {
  const key = reasonKeySchema.safeParse(input.key);
  if (!key.success) throw invalidField("key", "format", key.error.issues[0]?.message ?? "is not valid");
  const label = input.label.trim();
  if (label.length < 1 || label.length > 255) throw invalidField("label", "length", "must be 1 to 255 characters");
  const workspaceId = ctx.workspace.id;
  const now = new Date(ctx.clock.now());
  try {
    await withWorkspace(workspaceId, async (db) => {
      const last = await db.reason.aggregate({ where: { workspaceId }, _max: { position: true } });
      const position = (last._max.position ?? -1) + 1;
      await db.reason.create({ data: { workspaceId, key: key.data, label, position, createdAt: now, updatedAt: now } });
      await recordAudit(db, ctx, workspaceId, { action: "reason.added", target: key.data, detail: { label } });
    });
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new DomainError("conflict", `The reason "${key.data}" exists already. A key keeps its meaning for good; enable it again or choose another.`);
    }
    throw error;
  }
}
