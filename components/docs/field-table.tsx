import type { ReferenceField } from "#lib/core/api-reference.ts";
import { Prose } from "./prose.tsx";
import { StackedRow, StackedTable } from "./stacked-table.tsx";

/** The fields of a body, query, path or message. */
export function FieldTable({ title, of, rows }: { title: string; of: string; rows: ReferenceField[] }) {
  return (
    <>
      <h4 className="mt-5 mb-1.5 text-13 font-medium">{title}</h4>
      <StackedTable caption={`${title} of “${of}”`} heads={["Field", "Type and limits", "Required", "Description"]}>
        {rows.map(({ name, type, required, limits, default: standard, description }) => (
          <StackedRow key={name}>
            <th scope="row" className="text-left font-normal max-md:inline-block max-md:pr-2">
              <code className="font-medium max-md:wrap-anywhere md:whitespace-nowrap">{name}</code>
            </th>
            <td className="text-muted max-md:inline md:max-w-56">
              <code className="wrap-anywhere">{type}</code>
              {limits.map((limit) => (
                <span key={limit} className="max-md:before:content-[',_'] md:block md:text-12">
                  {limit}
                </span>
              ))}
              {standard !== null && (
                <span className="max-md:before:content-[',_'] md:block md:text-12">
                  default <code>{standard}</code>
                </span>
              )}
            </td>
            <td className="max-md:inline max-md:pl-2">
              <span className="max-md:hidden">{required ? "Yes" : "No"}</span>
              {required && <span className="text-12 md:hidden">required</span>}
            </td>
            <td className="max-md:mt-1 max-md:block">
              <Prose text={description} />
            </td>
          </StackedRow>
        ))}
      </StackedTable>
    </>
  );
}
