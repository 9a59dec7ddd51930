import { Prose } from "./prose.tsx";

/** Names of code, each with a sentence; one below the other on phones. */
export function DescriptionRows({ title, rows }: { title?: string; rows: { name: string; text: string }[] }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      {title !== undefined && <p className="font-medium text-13">{title}</p>}
      <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-3.5 py-2.5 text-13 md:grid-cols-[max-content_minmax(0,1fr)]">
        {rows.map(({ name, text }) => (
          <div key={name} className="contents">
            <dt>
              <code className="font-medium wrap-anywhere">{name}</code>
            </dt>
            <dd className="max-md:mb-1.5">
              <Prose text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
