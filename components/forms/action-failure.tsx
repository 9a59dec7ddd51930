import { Notice } from "#components/ui/notice.tsx";
import type { ActionError } from "#lib/core/action-result.ts";

/** What the server refused about a form as a whole, with the id under which it was logged. */
export function ActionFailure({ failure, title = "This could not be saved" }: { failure: ActionError | null; title?: string }) {
  if (failure === null) return null;
  return (
    <Notice tone="danger" title={title} live="assertive">
      {failure.message}
      {failure.requestId !== "" && (
        <>
          {" "}
          <span className="text-muted">
            Request <code className="text-12">{failure.requestId}</code>
          </span>
        </>
      )}
    </Notice>
  );
}
