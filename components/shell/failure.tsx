interface Props {
  error: unknown;
  retry: () => void;
}

/** What a page shows when it could not be made: what happened, what was kept, what to do, and the id of the log line. */
export function Failure({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <main id="content" className="column">
      <h1>This page could not be loaded</h1>
      <p>Something failed on our side, perhaps only for a moment. Nothing that was stored is lost.</p>
      <div className="actions">
        <button type="button" className="button button-primary" onClick={() => retry()}>
          Try again
        </button>
      </div>
      {digest !== null && (
        <p className="muted">
          If it stays, report this id: <code>{digest}</code>
        </p>
      )}
    </main>
  );
}
