import { z } from "zod";
import { DAY_MS } from "#lib/core/clock.ts";

/** How long an invitation's link works, in milliseconds. */
export const INVITATION_LIFE_MS = 7 * DAY_MS;

/** What somebody can be invited as; ownership is given to members alone. */
export const invitableRoles = ["viewer", "analyst", "admin"] as const;
export type InvitableRole = (typeof invitableRoles)[number];

export const invitableRoleSchema = z.enum(invitableRoles, `must be one of ${invitableRoles.join(", ")}`);

/** An open invitation as the workspace's admins see it. Times are ISO 8601. */
export interface ListedInvitation {
  /** `inv_…` */
  id: string;
  email: string;
  role: InvitableRole;
  sentAt: string;
  expiresAt: string;
  isExpired: boolean;
}

/** An invitation as whoever has its link sees it. */
export interface OpenInvitation {
  workspaceName: string;
  email: string;
  role: InvitableRole;
  /** Whether the address has an account to sign in with. */
  hasAccount: boolean;
}

/** What was made: mailed, or, where no mail can be sent, with the link to hand over. */
export interface SentInvitation {
  /** `inv_…` */
  id: string;
  /** null where the link went out by mail. */
  url: string | null;
}
