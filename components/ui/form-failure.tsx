import type { ReactNode } from "react";
import { Notice } from "./notice.tsx";

interface Props {
  /** For controls that it describes. */
  id?: string;
  title?: ReactNode;
  /** What happened, and what to do. */
  message: ReactNode;
  /** Under which it was logged; "" where the server was not reached. */
  requestId?: string;
}

/** What is wrong with a form as a whole: first in the form, read out at once. What is wrong with one control stands under it; see Field. */
export function FormFailure({ id, title, message, requestId = "" }: Props) {
  return (
    <div id={id}>
      <Notice tone="danger" title={title} live="assertive">
        {message}
        {requestId !== "" && (
          <>
            {" "}
            <span className="text-muted">
              Request <code className="text-12">{requestId}</code>
            </span>
          </>
        )}
      </Notice>
    </div>
  );
}
