import { DescriptionList } from "#components/ui/description-list.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditEntry } from "#lib/features/audit/model/audit-entry.ts";
import { auditSentence } from "#lib/features/audit/model/audit-sentence.ts";

const actorKinds: Record<AuditEntry["actor"]["type"], string> = { user: "Member", api_key: "API key", system: "Program or operator" };

interface Props {
  entries: AuditEntry[];
  timeZone: string;
}

/** Who changed what, and when. */
export function AuditTable({ entries, timeZone }: Props) {
  const columns: Column<AuditEntry>[] = [
    { key: "at", head: "When", className: "whitespace-nowrap max-sm:hidden", cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
    { key: "actor", head: "Who", from: "md", className: "md:min-w-40 lg:min-w-56", cell: ({ actor }) => <Actor actor={actor} /> },
    {
      key: "what",
      head: "What",
      className: "w-full",
      cell: (entry) => (
        <>
          <div dir="auto" className="wrap-anywhere text-start text-14">
            {auditSentence(entry)}
          </div>
          <div className="text-12 text-muted md:hidden">
            <span className="wrap-anywhere">{entry.actor.name ?? actorKinds[entry.actor.type]}</span>
            <span className="sm:hidden">
              {" · "}
              <Time at={entry.at} timeZone={timeZone} />
            </span>
          </div>
          <Disclosure summary="Details">
            <DescriptionList items={detailsOf(entry)} className="mb-1 max-w-140" />
          </Disclosure>
        </>
      ),
    },
  ];
  return <Table caption="Audit log" columns={columns} rows={entries} rowKey={({ id }) => id} />;
}

function Actor({ actor: { name, type } }: Pick<AuditEntry, "actor">) {
  return (
    <>
      <div dir="auto" className="line-clamp-2 wrap-anywhere text-start">
        {name ?? actorKinds[type]}
      </div>
      {type !== "user" && name !== null && <div className="text-12 text-muted">{actorKinds[type]}</div>}
    </>
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
