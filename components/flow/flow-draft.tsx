"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { toast } from "#components/ui/toast.tsx";
import type { ActionError } from "#lib/core/action-result.ts";
import type { FlowConfig } from "#lib/features/flows/model/flow-config.ts";
import type { FlowState } from "#lib/features/flows/model/flow-state.ts";
import type { FlowActions } from "./flow-actions.ts";
import { type LocalDraft, readStoredDraft, storeDraft } from "./stored-draft.ts";

/** The one draft that all pages of Flow edit. */
export interface FlowDraft {
  slug: string;
  timeZone: string;
  /** As it is edited here. */
  draft: FlowConfig;
  /** As the server has it. */
  saved: FlowState;
  /** Whether something here is not on the server. */
  isUnsaved: boolean;
  /** Whether somebody else saved since the changes here began. */
  isOvertaken: boolean;
  /** null for those who only look. */
  actions: FlowActions | null;
  pending: boolean;
  /** What the last save refused: by path in the draft, and as a whole. */
  faults: Readonly<Record<string, string | undefined>>;
  failure: ActionError | null;
  change(make: (draft: FlowConfig) => FlowConfig): void;
  /** @returns the revision that is saved now; null when it was refused */
  save(): Promise<number | null>;
  /** Back to what the server has. */
  discard(): void;
  /** The changes here count as made to what the server has now. */
  keepMine(): void;
}

const Context = createContext<FlowDraft | null>(null);

/** The draft that all pages of Flow change together. @throws Error outside of FlowDraftProvider */
export function useFlowDraft(): FlowDraft {
  const found = useContext(Context);
  if (found === null) throw new Error("useFlowDraft stands outside of FlowDraftProvider");
  return found;
}

interface Props {
  slug: string;
  timeZone: string;
  state: FlowState;
  actions: FlowActions | null;
  children: ReactNode;
}

const isSame = (a: FlowConfig, b: FlowConfig) => JSON.stringify(a) === JSON.stringify(b);

/** Holds the draft while one walks from page to page, and over a reload. */
export function FlowDraftProvider({ slug, timeZone, state, actions, children }: Props) {
  const [local, setLocal] = useState<LocalDraft | null>(null);
  // What was saved from here is known before the page hears of it.
  const [own, setOwn] = useState<FlowState | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const saved = own !== null && own.revision > state.revision ? own : state;
  const latest = useRef<LocalDraft | null>(null);

  function hold(next: LocalDraft | null) {
    latest.current = next;
    setLocal(next);
    storeDraft(slug, next);
  }

  useEffect(() => {
    const stored = readStoredDraft(slug);
    latest.current = stored;
    setLocal(stored);
  }, [slug]);

  const draft = local?.config ?? saved.draft;
  const isUnsaved = local !== null && !isSame(local.config, saved.draft);

  async function save(): Promise<number | null> {
    const now = latest.current;
    if (actions === null || pending) return null;
    if (now === null) return saved.revision;
    setPending(true);
    const answer = await sent(() => actions.save({ revision: now.revision, config: now.config }));
    setPending(false);
    if (!answer.ok) {
      setError(answer.error);
      return null;
    }
    const { revision } = answer.data;
    setError(null);
    setOwn({ ...saved, revision, draft: now.config, savedAt: new Date().toISOString(), savedBy: null });
    // What was typed while it was under way goes on from here.
    const typed = latest.current as LocalDraft | null;
    hold(typed === null || isSame(typed.config, now.config) ? null : { ...typed, revision });
    toast.done("Draft saved", { id: "flow" });
    return revision;
  }

  const value: FlowDraft = {
    slug,
    timeZone,
    draft,
    saved,
    isUnsaved,
    isOvertaken: isUnsaved && local.revision !== saved.revision,
    actions,
    pending,
    faults: draftPaths(error?.fields ?? {}),
    failure: error,
    change(make) {
      const from = latest.current ?? { revision: saved.revision, config: saved.draft };
      const config = make(from.config);
      hold(isSame(config, saved.draft) && from.revision === saved.revision ? null : { ...from, config });
    },
    save,
    discard() {
      setError(null);
      hold(null);
    },
    keepMine() {
      setError(null);
      if (latest.current !== null) hold({ ...latest.current, revision: saved.revision });
    },
  };
  return <Context value={value}>{children}</Context>;
}

/** The server names fields of its input; the draft is one of them. */
function draftPaths(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([path, message]) => [path.replace(/^config\./, ""), message]));
}
