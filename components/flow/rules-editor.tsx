"use client";

import dynamic from "next/dynamic";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CustomerType, FlowConfig } from "#lib/features/flows/model/flow-config.ts";
import { Editor } from "./editor.tsx";
import { useFlowDraft } from "./flow-draft.tsx";
import { NumberField } from "./number-field.tsx";
import { RegionList } from "./region-list.tsx";
import type { ReturnSettingsProps } from "./return-settings.tsx";

/** Both are long, and below the fold. */
const RulesTable = dynamic(() => import("./rules-table.tsx").then((module) => module.RulesTable), {
  ssr: false,
  loading: () => <Skeleton className="h-40 rounded-card" />,
});

const ReturnSettingsCard = dynamic(() => import("./return-settings.tsx").then((module) => module.ReturnSettingsCard), {
  ssr: false,
  loading: () => <Skeleton className="h-80 rounded-card" />,
});

const types: readonly { value: CustomerType; label: string; hint: string }[] = [
  { value: "b2b", label: "Businesses", hint: "B2B" },
  { value: "b2c", label: "Consumers", hint: "B2C; most of the rules are for them" },
];

/** Where customers live and who they are, which decides the law; and how links and results travel. */
export function RulesEditor(returns: ReturnSettingsProps) {
  const { draft, change, faults } = useFlowDraft();
  const set = (values: Partial<FlowConfig>) => change((now) => ({ ...now, ...values }));
  const listFault = Object.entries(faults).find(([path]) => path === "markets" || path.startsWith("markets."))?.[1];
  const { customerTypes, result } = draft;
  return (
    <>
      <Editor>
        <Card
          title="Markets and customers"
          description="Declare them before you publish. Where a link does not say where a customer lives or who they are, the strictest rule of what stands here holds."
        >
          <div className="grid gap-5">
            <RegionList
              label="Markets"
              hint="Countries your customers live in, or parts of them."
              none="Not declared yet."
              regions={draft.markets}
              onChange={(markets) => set({ markets })}
              error={listFault}
            />
            <fieldset>
              <legend className="mb-1.5 font-medium text-13">Whom you sell to</legend>
              {types.map(({ value, label, hint }) => (
                <Checkbox
                  key={value}
                  label={label}
                  hint={hint}
                  checked={customerTypes.includes(value)}
                  onChange={(event) =>
                    set({
                      customerTypes: types.map((type) => type.value).filter((type) => (type === value ? event.target.checked : customerTypes.includes(type))),
                    })
                  }
                />
              ))}
              {faults.customerTypes !== undefined && <FieldError id="customer-types-error">{faults.customerTypes}</FieldError>}
            </fieldset>
            <Checkbox
              label="Contracts can be withdrawn from in their first 14 days"
              hint="Consumers in the European Union then get a second control for it, as long as the link says that they have the contract for 14 days or less."
              checked={draft.withdrawalRight}
              onChange={(event) => set({ withdrawalRight: event.target.checked })}
            />
          </div>
        </Card>
        <RulesTable />
        <Card title="Links and results">
          <div className="grid gap-5">
            <NumberField
              label="Life of a link that nobody opened, in minutes"
              hint="5 to 1,440. Once opened, a session lives for a day from its last step."
              value={draft.linkLifeMinutes}
              onChange={(minutes) => set({ linkLifeMinutes: minutes ?? 0 })}
              error={faults.linkLifeMinutes}
              className="max-w-100 [&_input]:max-w-40"
            />
            <RadioGroup
              legend="How the signed result comes back"
              name="carriedIn"
              value={result.carriedIn}
              onChange={(event) => set({ result: { ...result, carriedIn: event.target.value as typeof result.carriedIn } })}
              options={[
                {
                  value: "fragment",
                  label: "In the fragment",
                  hint: "…/account#ci_result_token=…; read by a script on your page, in no server’s log. The usual way.",
                },
                { value: "query", label: "In the query", hint: "…/account?ci_result_token=…; read by your server at once. Keep it out of your logs." },
              ]}
            />
            <RadioGroup
              legend="How it is signed"
              name="algorithm"
              value={result.algorithm}
              onChange={(event) => set({ result: { ...result, algorithm: event.target.value as typeof result.algorithm } })}
              options={[
                { value: "HS256", label: "HS256, with the Signing Secret", hint: "Your server checks it with the secret that it has anyway." },
                {
                  value: "EdDSA",
                  label: "EdDSA, with a public key",
                  hint: "Whoever checks it needs no secret. The verifier fixes the algorithm: change it there first.",
                },
              ]}
            />
          </div>
        </Card>
      </Editor>
      <ReturnSettingsCard {...returns} />
    </>
  );
}
