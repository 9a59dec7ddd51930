import { cache } from "react";
import { may } from "#lib/core/permissions.ts";
import { getFlow } from "#lib/features/flows/get-flow.ts";
import { lintFacts } from "#lib/features/flows/lint-facts.ts";
import type { FlowState } from "#lib/features/flows/model/flow-state.ts";
import { lintFlow } from "#lib/features/flows/model/lint.ts";
import type { LintFinding } from "#lib/features/flows/model/lint-finding.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { accentShades } from "#lib/hosted/contrast.ts";
import { findReader } from "./session.ts";

/** What every page of Flow stands on. */
export interface FlowEditorView {
  state: FlowState;
  name: string;
  timeZone: string;
  currency: string;
  isDemo: boolean;
  canEdit: boolean;
  canSetReturn: boolean;
  /** Unmerged ones in their order. */
  reasons: { key: string; label: string; enabled: boolean }[];
  /** What speaks against the saved draft. */
  findings: LintFinding[];
}

/** The editor's data for whoever asks, once a request; null where they may not look. @throws DomainError unavailable */
export const openFlowEditor = cache(async (slug: string): Promise<FlowEditorView | null> => {
  const ctx = await findReader(slug);
  if (ctx === null || !may(ctx, "flow.read")) return null;
  const [state, profile, reasons, facts] = await Promise.all([getFlow({ ctx }), workspaceProfile({ ctx }), listReasons({ ctx }), lintFacts({ ctx })]);
  const { light, dark } = accentShades(state.draft.branding.accent);
  const { name, timeZone, currency } = profile;
  return {
    state,
    name,
    timeZone,
    currency,
    isDemo: ctx.workspace.isDemo,
    canEdit: may(ctx, "flow.manage"),
    canSetReturn: may(ctx, "settings.manage"),
    reasons: reasons.filter(({ mergedInto }) => mergedInto === null).map(({ key, label, enabled }) => ({ key, label, enabled })),
    findings: lintFlow(state.draft, { ...facts, shownAccent: { light: light.accent, dark: dark.accent } }),
  };
});
