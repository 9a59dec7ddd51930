import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isVisitor } from "#lib/core/permissions.ts";

/** For what only whoever runs the installation may do. @throws DomainError forbidden */
export function authorizeOperator(ctx: Context): void {
  if (ctx.actor.type !== "system" || isVisitor(ctx)) throw new DomainError("forbidden", "Only an operator of this installation can do this.");
}
