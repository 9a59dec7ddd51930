"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { sent } from "#components/forms/sent.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionError } from "#lib/core/action-result.ts";
import { useFlowDraft } from "./flow-draft.tsx";

interface Props {
  /** Whether the saved draft differs from what customers have now. */
  hasChanges: boolean;
  /** What differs, and what speaks against it. */
  changes: ReactNode;
  findings: ReactNode;
}

/** The saved draft: what it would change for customers, what speaks against it, and the button that publishes it. */
export function PublishCard({ hasChanges, changes, findings }: Props) {
  const { actions, saved, isUnsaved, isOvertaken, save, pending } = useFlowDraft();
  const [note, setNote] = useState("");
  const [isPublishing, setPublishing] = useState(false);
  const [refusal, setRefusal] = useState<ActionError | null>(null);
  const next = (saved.published?.version ?? 0) + 1;
  const isNothing = !hasChanges && !isUnsaved;

  async function publish(event: FormEvent) {
    event.preventDefault();
    if (actions === null || isPublishing) return;
    setPublishing(true);
    setRefusal(null);
    const revision = isUnsaved ? await save() : saved.revision;
    if (revision !== null) {
      const answer = await sent(() => actions.publish({ revision, note }));
      if (answer.ok) {
        setNote("");
        toast.done(`Version ${answer.data.version} is published`, { id: "flow" });
      } else setRefusal(answer.error);
    }
    setPublishing(false);
  }

  const reasons = Object.entries(refusal?.fields ?? {});
  return (
    <Card
      title="Publish the draft"
      description={
        saved.published === null
          ? "Customers see the plain flow, without offers, until you do. Links made from then on run on the new version."
          : `Version ${saved.published.version} is what customers see. Links made from then on run on the new version; sessions that exist stay on theirs.`
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {isUnsaved && (
          <Notice tone="warning" title="You have unsaved changes">
            What stands below is the draft as it was last saved.
          </Notice>
        )}
        <section>
          <h3 className="mb-1.5 font-medium text-13">
            {saved.published === null ? "What differs from the plain flow" : `What changes since version ${saved.published.version}`}
          </h3>
          {changes}
        </section>
        {findings}
        {reasons.length > 0 ? (
          <Notice tone="danger" title="It was not published" live="assertive">
            <ul className="list-disc ps-4">
              {reasons.map(([path, message]) => (
                <li key={path}>{message}</li>
              ))}
            </ul>
          </Notice>
        ) : (
          <ActionFailure failure={refusal} title="It was not published" />
        )}
        {actions !== null && (
          <form onSubmit={publish} className="grid gap-3">
            <TextField
              label="Note"
              hint="For your colleagues, in the list of versions."
              optional
              dir="auto"
              value={note}
              onChange={(event) => setNote(event.target.value)}
              maxLength={500}
            />
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" variant="primary" pending={isPublishing || pending} disabled={isNothing || isOvertaken}>
                {isUnsaved ? `Save and publish version ${next}` : `Publish version ${next}`}
              </Button>
              {isNothing && <span className="text-13 text-muted">{saved.revision === 0 ? "Change and save something first." : "Nothing has changed."}</span>}
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}
