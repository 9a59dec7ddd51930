import type { ReferenceField } from "#lib/core/api-reference.ts";
import { Prose } from "./prose.tsx";

/** Fields, one below the other on phones: nobody should have to scroll sideways to read a description. */
export function FieldTable({ title, of, rows }: { title: string; of: string; rows: ReferenceField[] }) {
  return (
    <>
      <h4 className="mt-5 mb-1.5 text-13 font-medium">{title}</h4>
      <table className="w-full border-separate border-spacing-0 rounded-card border border-line bg-surface text-13 max-md:block">
        <caption className="sr-only">
          {title} of “{of}”
        </caption>
        <thead className="max-md:sr-only">
          <tr className="text-left text-12 text-muted">
            {["Field", "Type and limits", "Required", "Description"].map((head) => (
              <th key={head} scope="col" className="bg-sunken px-3.5 py-2 font-medium first:rounded-ss-card last:rounded-se-card">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map(({ name, type, required, limits, default: standard, description }) => (
            <tr
              key={name}
              className="align-top max-md:block max-md:border-t max-md:border-line max-md:p-3 max-md:first:border-t-0 md:*:border-t md:*:border-line"
            >
              <th scope="row" className="text-left font-normal max-md:inline-block max-md:pr-2 md:px-3.5 md:py-2">
                <code className="font-medium max-md:wrap-anywhere md:whitespace-nowrap">{name}</code>
              </th>
              <td className="text-muted max-md:inline md:max-w-56 md:px-3.5 md:py-2">
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
              <td className="max-md:inline max-md:pl-2 md:px-3.5 md:py-2">
                <span className="max-md:hidden">{required ? "Yes" : "No"}</span>
                {required && <span className="text-12 md:hidden">required</span>}
              </td>
              <td className="max-md:mt-1 max-md:block md:px-3.5 md:py-2">
                <Prose text={description} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
