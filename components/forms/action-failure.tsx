import { FormFailure } from "#components/ui/form-failure.tsx";
import type { ActionError } from "#lib/core/action-result.ts";

/** What the server refused about a form as a whole; nothing when it refused nothing. */
export function ActionFailure({ failure, title = "This could not be saved" }: { failure: ActionError | null; title?: string }) {
  return failure === null ? null : <FormFailure title={title} message={failure.message} requestId={failure.requestId} />;
}
