import type { Metadata } from "next";
import Link from "next/link";
import { errorCodes } from "#lib/core/errors.ts";
import { problemTable } from "#lib/http/problem.ts";

export const metadata: Metadata = { title: "API errors" };

/** Every error code of the API; an answer's `type` leads here, to the code's anchor. */
export default function ErrorsPage() {
  return (
    <main id="content" className="column">
      <Link className="wordmark" href="/">
        RetentBase
      </Link>
      <h1>API errors</h1>
      <p>
        A refused call answers with <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is one of these and stays the same; the texts beside
        it may change. Every answer carries a <code>requestId</code>: send it along when you ask for help.
      </p>
      <p>
        Every call and answer is described in <Link href="/docs">the docs</Link> and in <a href="/api/v1/openapi.json">openapi.json</a>.
      </p>
      <dl className="plain-list">
        {errorCodes.map((code) => {
          const { status, title, advice } = problemTable[code];
          return (
            <div key={code} id={code} className="notice">
              <dt>
                <code>{code}</code> <span className="muted num">{status}</span>
              </dt>
              <dd>
                <strong>{title}.</strong> {advice}
              </dd>
            </div>
          );
        })}
      </dl>
    </main>
  );
}
