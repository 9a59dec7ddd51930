"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";

/** The way out of a workspace. */
export function LeaveWorkspace({ name, onLeave }: { name: string; onLeave: () => Promise<ActionResult> }) {
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
