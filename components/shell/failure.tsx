import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { MessagePage } from "./plain-page.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

/** What a page shows when it could not be made: what happened, what was kept, what to do, and the id of the log line. */
export function Failure({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <MessagePage
      title="This page could not be loaded"
      actions={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>Something failed on our side, perhaps only for a moment. Nothing that was stored is lost.</p>
      {digest !== null && (
        <p className="flex flex-wrap items-center gap-1 text-13">
          If it stays, report this id: <code className="text-ink">{digest}</code>
          <CopyButton value={digest} label="Copy the id" iconOnly variant="ghost" />
        </p>
      )}
    </MessagePage>
  );
}
