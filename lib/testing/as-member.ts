import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { uuidv7 } from "#lib/core/ids.ts";

/** The same workspace, acted in by a member of a role; nobody of that id need exist for what verbs check. */
export function asMember(ctx: WorkspaceContext, role: MemberRole | null, name = `${role ?? "nobody"}@example.com`): WorkspaceContext {
  return { ...ctx, actor: { type: "user", id: uuidv7(), name, role } };
}
