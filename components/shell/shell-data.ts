import type { Permission } from "#lib/core/permissions.ts";
import type { Theme } from "#lib/core/theme.ts";

/** What the frame around every page of a workspace shows. */
export interface ShellData {
  workspace: { slug: string; name: string; isDemo: boolean };
  /** Every workspace of the user, the current one too when they are its member. */
  workspaces: { slug: string; name: string }[];
  /** null for a visitor of the demo. */
  email: string | null;
  /** Whether they run this installation. */
  isOperator: boolean;
  /** Whether a visitor could make an account. */
  maySignUp: boolean;
  /** What the actor may do here: pages beyond it are not offered. */
  allowed: Permission[];
  /** undefined: the system's. */
  theme: Theme | undefined;
  /** Whether the visitor's keyboard is a Mac's: ⌘ where others have Ctrl. */
  isMac: boolean;
}
