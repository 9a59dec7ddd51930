"use client";

import { Failure } from "#components/shell/failure.tsx";
import "./globals.css";

/** Stands in for the root layout when that itself failed. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>RetentBase</title>
        <Failure error={error} retry={retry} />
      </body>
    </html>
  );
}
