import type { MemberRole } from "#lib/core/context.ts";

export const roleLabels: Record<MemberRole, string> = { owner: "Owner", admin: "Admin", analyst: "Analyst", viewer: "Viewer" };

/** What each role may do, in a line. */
export const roleHints: Record<MemberRole, string> = {
  owner: "Everything, and the ownership itself",
  admin: "Members, keys, secrets, webhooks and settings",
  analyst: "Reads everything and exports",
  viewer: "Reads everything",
};
