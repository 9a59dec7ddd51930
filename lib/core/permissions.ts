import type { Context, MemberRole, WorkspaceContext } from "./context.ts";
import { DomainError } from "./errors.ts";

/** What a member may do, each with the least role for it. The one table that verbs, pages, docs and tests read. */
export const permissions = {
  "workspace.read": "viewer",
  "cancellations.export": "analyst",
  "members.read": "viewer",
  "members.leave": "viewer",
  "members.manage": "admin",
  "reasons.manage": "admin",
  "flow.read": "viewer",
  "flow.manage": "admin",
  "settings.manage": "admin",
  "api_keys.read": "admin",
  "api_keys.manage": "admin",
  "signing_secrets.read": "admin",
  "signing_secrets.manage": "admin",
  "webhooks.read": "admin",
  "webhooks.manage": "admin",
  "audit.read": "admin",
  "billing.manage": "owner",
  "ownership.transfer": "owner",
} as const satisfies Record<string, MemberRole>;

export type Permission = keyof typeof permissions;

/** What anybody may look at in the public demo; everything else of it stays closed, secrets above all. */
const OPEN_IN_DEMO: ReadonlySet<Permission> = new Set(["workspace.read", "cancellations.export", "members.read", "flow.read"]);

/** From the least to the most. */
export const roles = ["viewer", "analyst", "admin", "owner"] as const satisfies readonly MemberRole[];

/** Whether a role is at least another. */
export function isAtLeast(role: MemberRole, least: MemberRole): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

/**
 * Whether the context's actor may do it in the context's workspace. Operators and the program itself may; an API key may what
 * its operation allows (lib/http) and no more, so never this; in the demo workspace nobody changes anything.
 */
export function may(ctx: WorkspaceContext, permission: Permission): boolean {
  const { actor } = ctx;
  if (actor.type === "system") return actor.name !== VISITOR || (ctx.workspace.isDemo && OPEN_IN_DEMO.has(permission));
  if (actor.type === "api_key") return false;
  if (ctx.workspace.isDemo) return OPEN_IN_DEMO.has(permission);
  return actor.role !== null && isAtLeast(actor.role, permissions[permission]);
}

/** Demands it: the first line of every verb that a person can reach. @throws DomainError forbidden, demo_workspace */
export function authorize(ctx: WorkspaceContext, permission: Permission): void {
  if (may(ctx, permission)) return;
  if (ctx.workspace.isDemo) throw readOnlyDemo();
  throw new DomainError("forbidden", `This takes the role ${permissions[permission]}. Ask an owner or admin of the workspace.`);
}

/** What whoever would change something in the demo hears. */
export function readOnlyDemo(): DomainError {
  return new DomainError("demo_workspace", "This is the read-only demo. Create a workspace of your own to change things; that takes an account.");
}

/** Name of the actor who looks at the demo without an account. */
export const VISITOR = "visitor";

/** Whether nobody is signed in. */
export function isVisitor(ctx: Context): boolean {
  return ctx.actor.type === "system" && ctx.actor.name === VISITOR;
}
