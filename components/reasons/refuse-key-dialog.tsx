"use client";

import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";
import { sentLatelyText } from "#lib/features/reasons/model/sent-lately.ts";

interface Props {
  reason: UsedReason;
  /** What makes its key refused: disabling it, or undoing the merge of one that was disabled before. */
  by: "disable" | "unmerge";
  onClose(): void;
  onConfirm(): Promise<ActionResult>;
}

/** Asks before calls that a server makes now begin to fail. */
export function RefuseKeyDialog({ reason, by, onClose, onConfirm }: Props) {
  const label = <bdi>“{reason.label.length > 60 ? `${reason.label.slice(0, 60)}…` : reason.label}”</bdi>;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={by === "disable" ? <>Disable {label}?</> : <>Undo the merge of {label}?</>}
      description={
        <>
          {sentLatelyText(reason)} (<code className="wrap-anywhere">{reason.key}</code>).{" "}
          {by === "disable" ? "Once it is disabled" : "It was disabled before it was merged, and will be again: then"} such calls are refused with 400 and their
          events are not stored. Let your server send another key first
          {by === "disable" ? ", or merge this reason into another: then its key stays accepted" : ""}.
        </>
      }
      confirmLabel={by === "disable" ? "Disable reason" : "Undo the merge"}
      onConfirm={onConfirm}
    />
  );
}
