"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import { DraftChanges } from "./draft-changes.tsx";
import { useFlowDraft } from "./flow-draft.tsx";

/** Two editors: says who saved, what differs, and lets choose. */
export function OvertakenNotice() {
  const { saved, timeZone, keepMine, discard } = useFlowDraft();
  const [isShown, setShown] = useState(false);
  return (
    <Notice
      tone="warning"
      live="assertive"
      title="The draft was saved meanwhile"
      actions={
        <>
          <Button size="small" onClick={() => setShown(!isShown)} aria-expanded={isShown}>
            {isShown ? "Hide" : "Show"} what differs
          </Button>
          <Button size="small" onClick={keepMine}>
            Go on with mine
          </Button>
          <Button size="small" onClick={discard}>
            Take theirs
          </Button>
        </>
      }
    >
      <p>
        {saved.savedBy ?? "Somebody"} saved it
        {saved.savedAt !== null && (
          <>
            {" "}
            on <Time at={saved.savedAt} timeZone={timeZone} />
          </>
        )}
        ; your changes began before that and are still here. Go on with yours to save over it, or take theirs and lose yours.
      </p>
      {isShown && (
        <div className="mt-2">
          <DraftChanges beforeName="Theirs" afterName="Yours" />
        </div>
      )}
    </Notice>
  );
}
