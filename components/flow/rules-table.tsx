"use client";

import { Card } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { dayText } from "#lib/core/day-text.ts";
import { RULES_READ_ON, regionRules, rulesFor } from "#lib/features/flows/model/region-rules.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { RuleText } from "./rule-text.tsx";

/** The region rules that hold in the declared markets, and those that do not. */
export function RulesTable() {
  const { draft } = useFlowDraft();
  const { markets, customerTypes } = draft;
  const types = customerTypes.length === 0 ? (["b2b", "b2c"] as const) : customerTypes;
  const held = new Set(types.flatMap((customerType) => rulesFor({ region: null, customerType, markets, customerTypes, at: Date.now() }).map(({ id }) => id)));
  const isDeclared = markets.length > 0;
  const acting = regionRules.filter(({ id }) => isDeclared && held.has(id));
  const others = regionRules.filter((rule) => !acting.includes(rule));
  return (
    <Card
      title="What the law asks of the flow"
      description={`Read on ${dayText(RULES_READ_ON)} from the sources named, not from the statutes. The flow keeps to these rules by itself. This is no legal advice.`}
    >
      <div className="grid gap-3">
        {acting.length === 0 ? (
          <p className="text-13 text-muted">
            {isDeclared ? "No rule that we know holds in your markets for your customers." : "Declare your markets to see which rules hold there."}
          </p>
        ) : (
          <ul className="grid gap-3">
            {acting.map((rule) => (
              <li key={rule.id} className="text-13">
                <RuleText rule={rule} />
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && (
          <Disclosure summary={`${others.length} other rules that are known`}>
            <ul className="grid gap-3">
              {others.map((rule) => (
                <li key={rule.id} className="text-13">
                  <RuleText rule={rule} />
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </Card>
  );
}
