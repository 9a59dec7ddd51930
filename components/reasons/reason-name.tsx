import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";

interface Props {
  reason: UsedReason;
  /** Before the words: what one drags it by. */
  handle?: ReactNode;
  /** Key of another enabled reason that reads the same. */
  twin?: string;
  /** Under the key, where the table has no room for a column of it. */
  note?: ReactNode;
}

/** What customers read, and the key that the server sends. */
export function ReasonName({ reason, handle, twin, note }: Props) {
  const { key, label, labels, followUpQuestion } = reason;
  const languages = Object.keys(labels);
  const more = [
    followUpQuestion !== null && "asks a follow-up question",
    languages.length > 3 && `${languages.length} translations`,
    languages.length > 0 && languages.length <= 3 && languages.join(", "),
  ].filter(Boolean);
  return (
    <div data-reason={key} className="flex min-w-0 items-start gap-1.5">
      {handle}
      <div className="min-w-0">
        <div dir="auto" className="line-clamp-3 wrap-anywhere text-start font-medium text-14">
          {label}
        </div>
        <div className="flex flex-wrap items-center gap-x-2 text-12 text-muted">
          <span className="flex min-w-0 items-center gap-0.5">
            <code className="wrap-anywhere text-12">{key}</code>
            <CopyButton
              value={key}
              label={`Copy the key ${key}`}
              iconOnly
              variant="ghost"
              className="-my-1 h-6 w-6 text-muted hover:text-ink [&_svg]:size-3.5"
            />
          </span>
          {more.length > 0 && <span>{more.join(" · ")}</span>}
        </div>
        {twin !== undefined && (
          <div className="text-12 text-warning-text">
            Reads like <code className="wrap-anywhere text-12">{twin}</code>: customers cannot tell the two apart.
          </div>
        )}
        {note}
      </div>
    </div>
  );
}
