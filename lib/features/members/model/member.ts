import type { MemberRole } from "#lib/core/context.ts";
import { isAtLeast } from "#lib/core/permissions.ts";

/** A member of a workspace. */
export interface Member {
  /** `usr_…` */
  userId: string;
  email: string;
  name: string | null;
  role: MemberRole;
  /** ISO 8601. */
  joinedAt: string;
}

/** Owners touch everybody; everybody else those below the owner, and never makes one. Whether they may manage members at all is a permission. */
export function mayManage(actor: MemberRole, target: MemberRole, to: MemberRole = target): boolean {
  return actor === "owner" || (isAtLeast(actor, "admin") && target !== "owner" && to !== "owner");
}
