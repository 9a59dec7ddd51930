import { regionRules } from "#lib/features/flows/model/region-rules.ts";
import { RuleText } from "./rule-text.tsx";

/** The region rules that act on the made-up customer. */
export function ActingRules({ ids }: { ids: readonly string[] }) {
  const rules = regionRules.filter(({ id }) => ids.includes(id));
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-13">Region rules that act here</h3>
      {rules.length === 0 ? (
        <p className="text-13 text-muted">None.</p>
      ) : (
        <>
          <ul className="grid gap-1.5">
            {rules.map((rule) => (
              <li key={rule.id} className="rounded-control bg-surface px-3 py-2 text-13 ring-1 ring-line">
                <RuleText rule={rule} />
              </li>
            ))}
          </ul>
          <p className="mt-1.5 text-12 text-muted">Read from the sources named, not from the statutes. This is no legal advice.</p>
        </>
      )}
    </section>
  );
}
