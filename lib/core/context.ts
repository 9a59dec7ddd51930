import { type Clock, systemClock } from "./clock.ts";

export type Environment = "prod" | "sandbox";
export type Plan = "core" | "advanced";
export type Access = "trialing" | "active" | "past_due" | "read_only";
export type MemberRole = "owner" | "admin" | "analyst" | "viewer";

/** Who acts. `id` is a UUID; `role` is a user's in the workspace of the context, null for one who is no member of it. */
export type Actor =
  | { type: "api_key"; id: string; name: string }
  | { type: "user"; id: string; name: string; role: MemberRole | null }
  | { type: "system"; name: string };

/** The tenant a call is for; it comes from the credential or the row, never from a body. */
export interface WorkspaceRef {
  /** UUID. */
  id: string;
  slug: string;
  plan: Plan;
  access: Access;
  isDemo: boolean;
}

/** What every verb gets besides its input. */
export interface Context {
  actor: Actor;
  requestId: string;
  clock: Clock;
  workspace: WorkspaceRef | null;
}

export interface WorkspaceContext extends Context {
  workspace: WorkspaceRef;
}

/** Context of an operator's command or of the program itself, for no workspace yet. */
export function systemContext(name = "system", clock: Clock = systemClock): Context {
  return { actor: { type: "system", name }, requestId: name, clock, workspace: null };
}

/** The same actor, now for a workspace. */
export function inWorkspace(ctx: Context, workspace: WorkspaceRef): WorkspaceContext {
  return { ...ctx, workspace };
}

/** The actor's row id, or null for the program itself. */
export function actorId(actor: Actor): string | null {
  return actor.type === "system" ? null : actor.id;
}
