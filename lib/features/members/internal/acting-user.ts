import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";

/** UUID of the signed-in user who acts. @throws DomainError unauthenticated for everybody else */
export function actingUser(ctx: Context): string {
  if (ctx.actor.type !== "user") throw new DomainError("unauthenticated", "Sign in first.");
  return ctx.actor.id;
}
