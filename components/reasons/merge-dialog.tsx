"use client";

import { useState } from "react";
import { FormDialog } from "#components/forms/form-dialog.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";
import { isSentLately, sentLatelyText } from "#lib/features/reasons/model/sent-lately.ts";
import type { ReasonActions } from "./reason-actions.ts";

interface Props {
  reason: UsedReason;
  /** What it can be merged into. */
  targets: UsedReason[];
  /** Keys that count under `reason` now, and would follow it. */
  followers: number;
  environment: "prod" | "sandbox";
  merge: ReasonActions["merge"];
  onClose(): void;
  onDone(target: UsedReason): void;
}

/** Counts one reason as another from now on. */
export function MergeDialog({ reason, targets, followers, environment, merge, onClose, onDone }: Props) {
  const [into, setInto] = useState("");
  const target = targets.find(({ key }) => key === into);
  const { form, pending, faults, failure, send } = useSubmit({ action: merge, fields: ["into"], onDone: () => target !== undefined && onDone(target) });
  const count = (of: UsedReason) => of.usage[environment].count;
  return (
    <FormDialog
      title={
        <>
          Merge <bdi>“{short(reason.label)}”</bdi>
        </>
      }
      description="For two reasons that mean the same."
      confirmLabel="Merge"
      disabled={target === undefined}
      {...{ form, pending, failure, onClose }}
      failureTitle="This could not be merged"
      onSubmit={(event) => send(event, { key: reason.key, into })}
    >
      <Field label="Into" error={faults.into}>
        {(control) => (
          <Select {...control} value={into} onChange={(event) => setInto(event.target.value)}>
            <option value="" disabled>
              Choose a reason
            </option>
            {targets.map(({ key, label, enabled }) => (
              <option key={key} value={key}>
                {`${short(label)} (${key})${enabled ? "" : ", disabled"}`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ul className="grid list-disc gap-1 wrap-anywhere ps-5 text-13">
        <li>
          {reason.enabled ? "Both keys keep being accepted, so nothing changes for your server." : "Its key is accepted again, though it is disabled."}
          {isSentLately(reason) && ` ${sentLatelyText(reason)}.`}
        </li>
        <li>
          All figures, past ones too, count under the target
          {target === undefined ? "." : `: ${count(reason).toLocaleString("en")} + ${count(target).toLocaleString("en")} in ${environment}.`}
        </li>
        <li>
          Customers are no longer offered <bdi>“{short(reason.label)}”</bdi>.
        </li>
        {followers > 0 && <li>{followers === 1 ? "The reason that was" : `The ${followers} reasons that were`} merged into it before will follow.</li>}
        <li>You can undo it at any time; stored cancellations keep the key they came with.</li>
      </ul>
    </FormDialog>
  );
}

/** A label in a sentence: its beginning will do. */
function short(label: string): string {
  return label.length > 60 ? `${label.slice(0, 60)}…` : label;
}
