import { dayText } from "#lib/core/day-text.ts";
import type { RegionRule } from "#lib/features/flows/model/region-rules.ts";

/** A region rule in words, with where they come from. */
export function RuleText({ rule }: { rule: RegionRule }) {
  return (
    <>
      <p className="font-medium">
        {rule.title}
        {rule.status !== "in force" && <span className="font-normal text-muted"> ({rule.status})</span>}
      </p>
      <p>{rule.says}</p>
      <p className="wrap-anywhere text-12 text-muted">
        {rule.from !== null && `Since ${dayText(rule.from)}. `}
        {rule.customerType === "b2c" && "For consumers. "}
        Sources: {rule.sources.join("; ")}
      </p>
    </>
  );
}
