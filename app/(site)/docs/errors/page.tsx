import type { Metadata } from "next";
import Link from "next/link";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { errorCodes, invalidField } from "#lib/core/errors.ts";
import { formatId } from "#lib/core/ids.ts";
import { problemTable, toProblem } from "#lib/http/problem.ts";

export const metadata: Metadata = { title: "API errors" };

/** Where the docs are, which an answer names, comes from the settings of the running program, not of the build. */
export const dynamic = "force-dynamic";

function sampleProblem(): string {
  const refused = invalidField("reasonKey", "reason_not_enabled", "must be an enabled reason of the workspace: too_expensive, other");
  const problem = toProblem(refused, formatId("req", "019ab069-6b7a-7a31-8d02-5be1c04f9377"));
  return `HTTP/1.1 ${problem.status} Bad Request\ncontent-type: application/problem+json\n\n${JSON.stringify(problem, null, 2)}`;
}

/** Every error code of the API; an answer's `type` leads here, to the code's anchor. */
export default function ErrorsPage() {
  return (
    <PlainPage>
      <div className="grid gap-2">
        <h1 className="font-semibold text-20 tracking-tight">API errors</h1>
        <p className="text-muted">
          A refused call answers with <code className="text-13">application/problem+json</code> (RFC 9457). Its <code className="text-13">code</code> is one of
          these and stays the same; the texts beside it may change. Every answer carries a <code className="text-13">requestId</code>: send it along when you
          ask for help.
        </p>
        <CodeBlock label="A refused call" code={sampleProblem()} />
        <p className="text-muted">
          Every call and answer is described in <Link href="/docs">the docs</Link> and in <a href="/api/v1/openapi.json">openapi.json</a>.
        </p>
      </div>
      <dl className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
        {errorCodes.map((code) => {
          const { status, title, advice } = problemTable[code];
          return (
            <div key={code} id={code} className="scroll-mt-6 px-5 py-3.5 target:bg-accent-wash">
              <dt className="flex flex-wrap items-center gap-2">
                <a href={`#${code}`} className="rounded-control text-ink no-underline hover:underline">
                  <code className="font-medium text-13">{code}</code>
                </a>
                <Badge>{status}</Badge>
              </dt>
              <dd className="mt-1 text-13">
                <span className="font-medium">{title}.</span> <span className="text-muted">{advice}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </PlainPage>
  );
}
