import { headers } from "next/headers";
import { cache } from "react";
import { may, type Permission, permissions } from "#lib/core/permissions.ts";
import type { Theme } from "#lib/core/theme.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { currentUser, findReader } from "./session.ts";
import { chosenTheme } from "./theme.ts";

/** What the frame around a workspace's pages shows. */
export interface ShellView {
  workspace: { slug: string; name: string; isDemo: boolean };
  workspaces: { slug: string; name: string }[];
  email: string | null;
  maySignUp: boolean;
  allowed: Permission[];
  theme: Theme | undefined;
  isMac: boolean;
}

/** The frame's data for whoever asks, or null where they may not look: then the page inside says so. @throws DomainError unavailable */
export const openShell = cache(async (slug: string): Promise<ShellView | null> => {
  const ctx = await findReader(slug);
  if (ctx === null) return null;
  const [user, { name }, theme, asked] = await Promise.all([currentUser(), workspaceProfile({ ctx }), chosenTheme(), headers()]);
  return {
    workspace: { slug, name, isDemo: ctx.workspace.isDemo },
    workspaces: (user?.workspaces ?? []).map((workspace) => ({ slug: workspace.slug, name: workspace.name })),
    email: user?.email ?? null,
    maySignUp: user === null && (await isSignUpOpen({ ctx })),
    allowed: (Object.keys(permissions) as Permission[]).filter((permission) => may(ctx, permission)),
    theme,
    // Said by the browser itself, so that the first byte is right and nothing changes when the script comes.
    isMac: /\bMac(intosh| OS X)\b/.test(asked.get("user-agent") ?? ""),
  };
});
