import { dayText } from "#lib/core/day-text.ts";
import { RULES_READ_ON, regionRules } from "#lib/features/flows/model/region-rules.ts";

const statusWords = { "in force": "In force", vacated: "Vacated", "not in force": "Not in force" } as const;

/** The law that the pages keep to, as far as it was read: with where and when. */
export function RegionTable() {
  return (
    <>
      <p>
        <strong>This is not legal advice.</strong> Read through law firms’ and the press’s summaries, not statutes, on {dayText(RULES_READ_ON)}. Your own
        counsel knows what holds for you.
      </p>
      <table className="w-full border-separate border-spacing-0 rounded-card border border-line bg-surface text-13 max-md:block">
        <caption className="sr-only">Rules by region, with their sources</caption>
        <thead className="max-md:sr-only">
          <tr className="text-left text-12 text-muted">
            {["Rule", "Holds for", "Status", "What it says, and the source"].map((head) => (
              <th key={head} scope="col" className="bg-sunken px-3.5 py-2 font-medium first:rounded-ss-card last:rounded-se-card">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {regionRules.map(({ id, title, customerType, status, from, says, sources }) => (
            <tr
              key={id}
              className="align-top max-md:block max-md:border-t max-md:border-line max-md:p-3 max-md:first:border-t-0 md:*:border-t md:*:border-line md:*:px-3.5 md:*:py-2"
            >
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
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
