"use client";

import { diffFlows } from "#lib/features/flows/model/diff.ts";
import { ChangeList } from "./change-list.tsx";
import { useFlowDraft } from "./flow-draft.tsx";

/** What differs between the saved draft and the one that is edited here. */
export function DraftChanges({ beforeName, afterName }: { beforeName: string; afterName: string }) {
  const { saved, draft } = useFlowDraft();
  return <ChangeList changes={diffFlows(saved.draft, draft)} beforeName={beforeName} afterName={afterName} />;
}
