import { DescriptionList } from "#components/ui/description-list.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditEntry } from "#lib/features/audit/model/audit-entry.ts";
import { auditSentence } from "#lib/features/audit/model/audit-sentence.ts";

const actorKinds: Record<AuditEntry["actor"]["type"], string> = { user: "Member", api_key: "API key", system: "Program" };

interface Props {
  entries: AuditEntry[];
  timeZone: string;
}

/** Who changed what, and when. */
export function AuditTable({ entries, timeZone }: Props) {
  const columns: Column<AuditEntry>[] = [
    { key: "at", head: "When", className: "w-44 whitespace-nowrap max-sm:hidden", cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
    { key: "actor", head: "Who", from: "md", className: "md:w-1/4 md:min-w-40", cell: ({ actor }) => <Actor actor={actor} /> },
    {
      key: "what",
      head: "What",
      cell: (entry) => (
        <Disclosure
          summary={
            <span className="min-w-0">
              <span dir="auto" className="line-clamp-4 wrap-anywhere text-start">
                {auditSentence(entry)}
              </span>
              <span className="block text-12 text-muted md:hidden">
                <span className="wrap-anywhere">{entry.actor.name ?? actorKinds[entry.actor.type]}</span>
                <span className="sm:hidden">
                  {" · "}
                  <Time at={entry.at} timeZone={timeZone} />
                </span>
              </span>
            </span>
          }
          className="-my-1 items-start py-1 text-13 text-ink [&>svg]:mt-0.5"
        >
          <DescriptionList items={detailsOf(entry)} className="mb-1 max-w-160 ps-5" />
        </Disclosure>
      ),
    },
  ];
  return <Table caption="Audit log" columns={columns} rows={entries} rowKey={({ id }) => id} />;
}

function Actor({ actor: { name, type } }: Pick<AuditEntry, "actor">) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span dir="auto" className="line-clamp-2 min-w-0 wrap-anywhere text-start">
        {name ?? actorKinds[type]}
      </span>
      {type !== "user" && name !== null && <span className="shrink-0 text-12 text-muted">{actorKinds[type]}</span>}
    </span>
  );
}

/** Everything that is written, by the names it is written under. */
function detailsOf({ action, target, detail, actor, requestId }: AuditEntry) {
  const facts: [string, string | null][] = [
    ["Action", action],
    ["Target", target],
    ...Object.entries(detail).map(([name, value]): [string, string] => [name, value === null ? "none" : String(value)]),
    ["Actor", actor.id],
    ["Request", requestId],
  ];
  return facts.flatMap(([term, value]) => (value === null ? [] : [{ term, value: <code>{value}</code> }]));
}
