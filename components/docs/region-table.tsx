import { dayText } from "#lib/core/day-text.ts";
import { RULES_READ_ON, regionRules } from "#lib/features/flows/model/region-rules.ts";
import { StackedRow, StackedTable } from "./stacked-table.tsx";

const statusWords = { "in force": "In force", vacated: "Vacated", "not in force": "Not in force" } as const;

/** The law that the pages keep to, as far as it was read: with where and when. */
export function RegionTable() {
  return (
    <>
      <p>
        <strong>This is not legal advice.</strong> Read through law firms’ and the press’s summaries, not statutes, on {dayText(RULES_READ_ON)}. Your own
        counsel knows what holds for you.
      </p>
      <StackedTable caption="Rules by region, with their sources" heads={["Rule", "Holds for", "Status", "What it says, and the source"]}>
        {regionRules.map(({ id, title, customerType, status, from, says, sources }) => (
          <StackedRow key={id}>
            <th scope="row" className="text-left font-medium max-md:block md:max-w-44">
              {title}
            </th>
            <td className="text-muted max-md:inline">{{ b2c: "Consumers", b2b: "Businesses", any: "Everybody" }[customerType]}</td>
            <td className="text-muted max-md:inline max-md:before:content-['_·_']">
              {statusWords[status]}
              {from !== null && ` since ${dayText(from)}`}
            </td>
            <td className="max-md:mt-1 max-md:block">
              <p>{says}</p>
              <p className="mt-1 text-12 text-muted wrap-anywhere">{sources.join(", ")}</p>
            </td>
          </StackedRow>
        ))}
      </StackedTable>
    </>
  );
}
