"use client";

import { useState } from "react";
import { FormDialog } from "#components/forms/form-dialog.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Field } from "#components/ui/field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";
import { suggestReasonKey } from "#lib/features/reasons/model/suggest-key.ts";
import { LabelRows, labelsOf, twiceGiven } from "./label-rows.tsx";
import type { ReasonActions } from "./reason-actions.ts";

interface Props {
  /** null: a new one. */
  reason: UsedReason | null;
  /** Every key of the workspace. */
  taken: string[];
  actions: Pick<ReasonActions, "add" | "update">;
  onClose(): void;
  /** @param label of the reason as it is now */
  onDone(label: string): void;
}

/** Makes a reason, or changes what customers read of one. */
export function ReasonDialog({ reason, taken, actions, onClose, onDone }: Props) {
  const [label, setLabel] = useState(reason?.label ?? "");
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [question, setQuestion] = useState(reason?.followUpQuestion ?? "");
  const [rows, setRows] = useState(() => Object.entries(reason?.labels ?? {}).map(([locale, text], id) => ({ id, locale, label: text })));
  const key = ownKey ?? (label.trim() === "" ? "" : suggestReasonKey(label, taken));
  const words = { label, labels: labelsOf(rows), followUpQuestion: question };
  const { form, pending, faults, failure, send } = useSubmit<typeof words, void>({
    action: (input): Promise<ActionResult> => (reason === null ? actions.add({ key, ...input }) : actions.update({ key: reason.key, ...input })),
    fields: ["key", "label", "labels", "followUpQuestion"],
    onDone: () => onDone(label.trim()),
  });
  return (
    <FormDialog
      title={reason === null ? "Add a reason" : "Edit the reason"}
      description={
        reason === null ? "It is enabled at once, at the end of the list." : "Stored cancellations keep their reason; they are shown under the new label."
      }
      confirmLabel={reason === null ? "Add reason" : "Save"}
      {...{ form, pending, failure, onClose }}
      onSubmit={(event) => (twiceGiven(rows).size > 0 ? event.preventDefault() : send(event, words))}
    >
      <TextField
        label="Label"
        hint="What customers read and choose."
        placeholder="Too expensive"
        dir="auto"
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        error={faults.label}
        maxLength={255}
      />
      {reason === null ? (
        <TextField
          label="Key"
          hint="What your server sends as reasonKey. A key is for ever: it can neither be changed later nor be used for another meaning."
          placeholder="too_expensive"
          className="[&_input]:font-mono"
          value={key}
          onChange={(event) => setOwnKey(event.target.value)}
          error={faults.key}
          maxLength={63}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
        />
      ) : (
        <TextField label="Key" hint="A key is for ever; for another meaning add another reason." className="[&_input]:font-mono" value={reason.key} readOnly />
      )}
      <Field label="Follow-up question" hint="Asked, with room for an answer, after this reason was chosen." error={faults.followUpQuestion} optional>
        {(control) => <Textarea {...control} dir="auto" rows={2} value={question} onChange={(event) => setQuestion(event.target.value)} maxLength={500} />}
      </Field>
      <LabelRows rows={rows} onChange={setRows} faults={faults} />
    </FormDialog>
  );
}
