"use client";

import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";

interface Props {
  name: string;
  /** Why it is not possible yet, and what to do first; null when it is. */
  obstacle: string | null;
  onLeave: () => Promise<ActionResult>;
}

/** The way out of a workspace. */
export function LeaveWorkspace({ name, obstacle, onLeave }: Props) {
  const obstacleId = useId();
  if (obstacle !== null) {
    return (
      <div className="grid justify-items-start gap-1.5">
        <Button disabled aria-describedby={obstacleId}>
          Leave workspace
        </Button>
        <p id={obstacleId} className="text-13 text-muted">
          {obstacle}
        </p>
      </div>
    );
  }
  return (
    <div>
      <ConfirmDialog
        trigger={<Button>Leave workspace</Button>}
        title={`Leave ${name}?`}
        description="You no longer see it from the next click on. To come back you must be invited again."
        confirmLabel="Leave workspace"
        onConfirm={onLeave}
      />
    </div>
  );
}
