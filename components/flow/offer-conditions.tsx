"use client";

import type { Offer } from "#lib/features/flows/model/flow-config.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { NamesField } from "./names-field.tsx";
import { NumberField } from "./number-field.tsx";
import { RegionList } from "./region-list.tsx";

interface Props {
  offer: Offer;
  position: number;
  currency: string;
  onChange(offer: Offer): void;
}

/** Which customers an offer is for, by what the link says of them. */
export function OfferConditions({ offer, position, currency, onChange }: Props) {
  const { faults } = useFlowDraft();
  const { conditions } = offer;
  const set = (values: Partial<Offer["conditions"]>) => onChange({ ...offer, conditions: { ...conditions, ...values } });
  const fault = (name: string) => faults[`offers.${position}.conditions.${name}`];
  const listFault = (name: string) => Object.entries(faults).find(([path]) => path.startsWith(`offers.${position}.conditions.${name}`))?.[1];
  const range = (name: "mrr" | "tenureDays", title: string) => {
    const from = `${name}From` as const;
    const to = `${name}To` as const;
    return (
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-13">{title}</legend>
        <div className="grid grid-cols-2 gap-3">
          <NumberField label="From" placeholder="Any" value={conditions[from]} onChange={(value) => set({ [from]: value })} error={fault(from)} />
          <NumberField label="To" placeholder="Any" value={conditions[to]} onChange={(value) => set({ [to]: value })} error={fault(to)} />
        </div>
      </fieldset>
    );
  };
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-semibold text-13">For which customers</legend>
      <p className="text-13 text-muted">Compared with what the link says. A condition does not fit a customer of whom the link does not say it.</p>
      <NamesField
        label="Plans"
        hint="As your server names them, with commas between. Empty means every plan."
        placeholder="Starter, Pro"
        names={conditions.plans}
        onChange={(plans) => set({ plans })}
        error={listFault("plans")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {range("mrr", `MRR in ${currency}`)}
        {range("tenureDays", "Days as a customer")}
      </div>
      <RegionList
        label="Regions"
        hint="Countries, or parts of them. A country means all of it."
        none="Any region."
        regions={conditions.regions}
        onChange={(regions) => set({ regions })}
        error={listFault("regions")}
      />
    </fieldset>
  );
}
