import type { ReferenceEndpoint } from "#lib/core/api-reference.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { StackedRow, StackedTable } from "./stacked-table.tsx";

const { core, advanced } = planTable;

/** What each call answers, from the declarations that the API runs on. */
export function CallTable({ endpoints }: { endpoints: readonly ReferenceEndpoint[] }) {
  return (
    <StackedTable caption="What each call answers, by plan and access" heads={["Call", advanced.name, core.name, "Read-only", "Demo"]}>
      {endpoints.map(({ id, method, path, plans, errors }) => {
        const refused = (code: string) => errors.find((error) => error.code === code)?.status;
        const on = (name: string) => (plans.length === 0 || plans.includes(name) ? undefined : refused("plan_required"));
        return (
          <StackedRow key={id}>
            <th scope="row" className="text-left font-normal max-md:block">
              <a href={`#${id}`} className="wrap-anywhere">
                <code>
                  {method} {path}
                </code>
              </a>
            </th>
            <Cell head={advanced.name} refusal={on(advanced.name)} />
            <Cell head={core.name} refusal={on(core.name)} />
            <Cell head="Read-only" refusal={refused("workspace_read_only")} />
            <Cell head="Demo" refusal={refused("demo_workspace")} />
          </StackedRow>
        );
      })}
    </StackedTable>
  );
}

/** On phones it says which column it is of. */
export function Cell({ head, refusal }: { head: string; refusal?: number | undefined }) {
  return (
    <td className="whitespace-nowrap max-md:inline-block max-md:pe-3">
      <span className="text-muted md:hidden">{head}: </span>
      {refusal === undefined ? "Yes" : <code>{refusal}</code>}
    </td>
  );
}
