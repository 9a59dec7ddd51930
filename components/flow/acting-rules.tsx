import { Disclosure } from "#components/ui/disclosure.tsx";
import { regionRules } from "#lib/features/flows/model/region-rules.ts";
import { RuleText } from "./rule-text.tsx";

/** The region rules that act on the made-up customer. */
export function ActingRules({ ids }: { ids: readonly string[] }) {
  const rules = regionRules.filter(({ id }) => ids.includes(id));
  if (rules.length === 0) return <p className="text-13 text-muted">No region rule that we know acts on this customer.</p>;
  return (
    <Disclosure summary={rules.length === 1 ? "1 region rule acts on this customer" : `${rules.length} region rules act on this customer`}>
      <ul className="grid gap-1.5">
        {rules.map((rule) => (
          <li key={rule.id} className="rounded-control bg-surface px-3 py-2 text-13 ring-1 ring-line">
            <RuleText rule={rule} />
          </li>
        ))}
      </ul>
      <p className="text-12 text-muted">Read from the sources named, not from the statutes. This is no legal advice.</p>
    </Disclosure>
  );
}
