import { headers } from "next/headers";
import { cache } from "react";
import { may, type Permission, permissions } from "#lib/core/permissions.ts";
import type { Theme } from "#lib/core/theme.ts";
import { accessNotice } from "#lib/features/billing/access-notice.ts";
import type { AccessNotice } from "#lib/features/billing/model/access-notice.ts";
import type { WayToPlans } from "#lib/features/billing/model/way-to-plans.ts";
import { wayToPlans } from "#lib/features/billing/way-to-plans.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { isOperator } from "./operator.ts";
import { currentUser, findReader } from "./session.ts";
import { chosenTheme } from "./theme.ts";

/** What the frame around a workspace's pages shows. */
export interface ShellView {
  workspace: { slug: string; name: string; isDemo: boolean };
  workspaces: { slug: string; name: string }[];
  email: string | null;
  isOperator: boolean;
  maySignUp: boolean;
  allowed: Permission[];
  theme: Theme | undefined;
  isMac: boolean;
  /** What everybody here should know about the workspace's access; null: all is well. */
  standing: { notice: AccessNotice; way: WayToPlans; timeZone: string } | null;
}

/** The frame's data for whoever asks, or null where they may not look: then the page inside says so. @throws DomainError unavailable */
export const openShell = cache(async (slug: string): Promise<ShellView | null> => {
  const ctx = await findReader(slug);
  if (ctx === null) return null;
  const [user, { name, timeZone }, theme, asked, notice] = await Promise.all([
    currentUser(),
    workspaceProfile({ ctx }),
    chosenTheme(),
    headers(),
    accessNotice({ ctx }),
  ]);
  return {
    workspace: { slug, name, isDemo: ctx.workspace.isDemo },
    workspaces: (user?.workspaces ?? []).map((workspace) => ({ slug: workspace.slug, name: workspace.name })),
    email: user?.email ?? null,
    isOperator: user !== null && isOperator(user),
    maySignUp: user === null && (await isSignUpOpen({ ctx })),
    allowed: (Object.keys(permissions) as Permission[]).filter((permission) => may(ctx, permission)),
    theme,
    // Said by the browser itself, so that the first byte is right and nothing changes when the script comes.
    isMac: /\bMac(intosh| OS X)\b/.test(asked.get("user-agent") ?? ""),
    standing: notice && { notice, way: wayToPlans({ ctx }), timeZone },
  };
});
