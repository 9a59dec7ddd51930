import { TableRegion } from "#components/ui/table-region.tsx";
import type { FlowChange } from "#lib/features/flows/model/diff.ts";

interface Props {
  changes: readonly FlowChange[];
  /** What the two sides are called: "Version 2", "Draft". */
  beforeName: string;
  afterName: string;
}

/** What differs between two flows, line by line; what came and what went is said in words too. */
export function ChangeList({ changes, beforeName, afterName }: Props) {
  if (changes.length === 0) return <p className="text-13 text-muted">Nothing differs.</p>;
  return (
    <TableRegion label="What differs" className="rounded-card border border-line bg-surface">
      <table className="w-full border-separate border-spacing-0 text-13">
        <caption className="sr-only">What differs</caption>
        <thead className="max-sm:sr-only">
          <tr>
            {["Where", beforeName, afterName].map((head) => (
              <th key={head} scope="col" className="border-line border-b bg-sunken px-3.5 py-2 text-start font-medium text-12 text-muted">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map(({ where, before, after }) => (
            <tr key={where} className="group max-sm:grid max-sm:gap-1 max-sm:border-line max-sm:border-b max-sm:px-3.5 max-sm:py-2.5 max-sm:last:border-b-0">
              <th
                scope="row"
                className="wrap-anywhere border-line px-3.5 py-2 text-start align-top font-medium group-last:border-b-0 max-sm:p-0 sm:w-1/4 sm:border-b"
              >
                {where}
              </th>
              <Side name={beforeName} text={before} none="Not there" className="text-muted line-through decoration-muted/50" />
              <Side name={afterName} text={after} none="Removed" className="bg-accent-wash" />
            </tr>
          ))}
        </tbody>
      </table>
    </TableRegion>
  );
}

function Side({ name, text, none, className }: { name: string; text: string | null; none: string; className: string }) {
  return (
    <td className="border-line px-3.5 py-2 align-top group-last:border-b-0 max-sm:p-0 sm:w-3/8 sm:border-b">
      <span className="text-12 text-muted sm:hidden">{name}: </span>
      {text === null ? (
        <span className="text-muted italic">{none}</span>
      ) : (
        <span dir="auto" className={`wrap-anywhere whitespace-pre-wrap rounded-[3px] box-decoration-clone px-1 ${className}`}>
          {text}
        </span>
      )}
    </td>
  );
}
