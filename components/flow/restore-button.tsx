"use client";

import { sent } from "#components/forms/sent.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { ConfirmButton } from "./confirm-button.tsx";
import { useFlowDraft } from "./flow-draft.tsx";

/** Makes an earlier version the draft again; nothing for those who only look. */
export function RestoreButton({ version }: { version: number }) {
  const { actions, saved, isUnsaved, discard } = useFlowDraft();
  if (actions === null) return null;
  return (
    <ConfirmButton
      button={<Button>Make version {version} the draft</Button>}
      title={`Make version ${version} the draft?`}
      description={
        isUnsaved
          ? "The saved draft is replaced and your unsaved changes are lost. Customers see nothing of it until you publish."
          : "The saved draft is replaced. Customers see nothing of it until you publish."
      }
      confirmLabel="Replace the draft"
      onConfirm={async () => {
        const answer = await sent(() => actions.restore({ version, revision: saved.revision }));
        if (answer.ok) {
          discard();
          toast.done(`Version ${version} is the draft now`, { id: "flow" });
        }
        return answer;
      }}
    />
  );
}
