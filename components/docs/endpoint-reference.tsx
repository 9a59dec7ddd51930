import type { ReferenceEndpoint } from "#lib/core/api-reference.ts";
import { FieldTable } from "./field-table.tsx";
import { Prose } from "./prose.tsx";

/** One endpoint: what it does, who has it, what goes in, what comes out. */
export function EndpointReference({ endpoint }: { endpoint: ReferenceEndpoint }) {
  const { id, method, path, summary, description, plans } = endpoint;
  const fields = [
    { title: "Path parameters", rows: endpoint.pathFields },
    { title: "Query parameters", rows: endpoint.queryFields },
    { title: "JSON body", rows: endpoint.bodyFields },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-16 border-t border-line pt-6">
      <h3 id={`${id}-title`} className="text-16 font-semibold">
        {summary}
      </h3>
      <p className="mt-1 font-mono text-13 wrap-anywhere">
        <span className="mr-2 rounded-control bg-accent-wash px-1.5 py-0.5 font-medium text-accent-text">{method}</span>
        {path}
      </p>
      <p className="mt-3 max-w-prose">
        <Prose text={description} />
      </p>
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
        <dt className="text-muted">Plans</dt>
        <dd>{plans.length === 0 ? "Everybody" : plans.join(", ")}</dd>
        <dt className="text-muted">Authentication</dt>
        <dd>
          {plans.length === 0 ? (
            "None"
          ) : (
            <>
              <code>Authorization: Bearer …</code> or <code>x-api-key</code>, with an API key of the workspace
            </>
          )}
        </dd>
        {endpoint.bodyFields.length > 0 && (
          <>
            <dt className="text-muted">Content type</dt>
            <dd>
              <code>application/json</code>, at most 64 KiB
            </dd>
          </>
        )}
        {endpoint.headers.map((header) => (
          <div key={header.name} className="contents">
            <dt className="text-muted">
              <code>{header.name}</code>
            </dt>
            <dd>
              <Prose text={header.description} />
            </dd>
          </div>
        ))}
      </dl>
      {fields.map(({ title, rows }) => (
        <FieldTable key={title} title={title} of={summary} rows={rows} />
      ))}
      <h4 className="mt-5 mb-1.5 text-13 font-medium">Answers</h4>
      <ul className="m-0 grid list-none gap-1 p-0 text-13">
        {endpoint.answers.map(({ status, description }) => (
          <li key={status} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2">
            <code className="text-recovered-text">{status}</code>
            <span>{description}</span>
          </li>
        ))}
        {endpoint.errors.map(({ status, code, title, advice }) => (
          <li key={code} className="grid grid-cols-[3rem_minmax(0,1fr)] gap-2">
            <code className="text-churned-text">{status}</code>
            <span>
              {title} (<a href={`/docs/errors#${code}`}>{code}</a>). <span className="text-muted">{advice}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
