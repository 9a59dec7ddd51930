"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Offer } from "#lib/features/flows/model/flow-config.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { NumberField } from "./number-field.tsx";
import { OfferConditions } from "./offer-conditions.tsx";
import { OfferTranslations } from "./offer-translations.tsx";

interface Props {
  offer: Offer;
  position: number;
  reasons: readonly { key: string; label: string; enabled: boolean }[];
  currency: string;
  currencies: readonly string[];
  onChange(offer: Offer): void;
}

/** All of one offer. */
export function OfferForm({ offer, position, reasons, currency, currencies, onChange }: Props) {
  const { faults } = useFlowDraft();
  const fault = (path: string) => faults[`offers.${position}.${path}`];
  const set = (values: Partial<Pick<Offer, "label" | "terms" | "enabled" | "reasons" | "cooldownDays">>) => onChange({ ...offer, ...values });
  // A reason that is off stays in sight while it is chosen.
  const offered = reasons.filter(({ key, enabled }) => enabled || offer.reasons.includes(key));
  const unknown = offer.reasons.filter((key) => !reasons.some((reason) => reason.key === key));
  return (
    <div className="grid gap-6 border-line border-t px-4 pt-4 pb-5">
      <Checkbox label="Show it to customers" checked={offer.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-13">What it gives</legend>
        {offer.type === "pause" ? (
          <NumberField
            label="Months of pause"
            hint="1 to 6."
            value={offer.months}
            onChange={(months) => onChange({ ...offer, months: months ?? 0 })}
            error={fault("months")}
            className="max-w-40"
          />
        ) : (
          <Discount {...{ offer, currency, currencies, fault, onChange }} />
        )}
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-13">What it says</legend>
        <TextField
          label="Label"
          hint="What customers and the ledger call it."
          dir="auto"
          value={offer.label}
          onChange={(event) => set({ label: event.target.value })}
          error={fault("label")}
          maxLength={255}
        />
        <Field label="Terms" hint="What is promised and what it is bound to. The figures above are said by the page itself." error={fault("terms")}>
          {(control) => <Textarea {...control} dir="auto" value={offer.terms} onChange={(event) => set({ terms: event.target.value })} maxLength={1_000} />}
        </Field>
        <OfferTranslations offer={offer} position={position} onChange={onChange} />
      </fieldset>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-semibold text-13">For which reasons</legend>
        <p className="mb-1 text-13 text-muted">
          {offer.reasons.length === 0 ? "None chosen: for any reason, and for none." : "Only for customers who give one of these."}
        </p>
        <div className="grid gap-1 sm:grid-cols-2">
          {offered.map(({ key, label, enabled }) => (
            <Checkbox
              key={key}
              label={<bdi>{label}</bdi>}
              hint={enabled ? undefined : "Disabled: customers cannot choose it."}
              checked={offer.reasons.includes(key)}
              onChange={(event) => set({ reasons: event.target.checked ? [...offer.reasons, key] : offer.reasons.filter((other) => other !== key) })}
            />
          ))}
          {unknown.map((key) => (
            <Checkbox
              key={key}
              label={key}
              hint="There is no such reason."
              checked
              onChange={() => set({ reasons: offer.reasons.filter((other) => other !== key) })}
            />
          ))}
        </div>
      </fieldset>
      <OfferConditions offer={offer} position={position} currency={currency} onChange={onChange} />
      <NumberField
        label="Days until a customer is shown it again"
        hint="Whoever was shown it and comes back sooner sees another offer, or none. 0: always."
        value={offer.cooldownDays}
        onChange={(days) => set({ cooldownDays: days ?? 0 })}
        error={fault("cooldownDays")}
        className="max-w-100 [&_input]:max-w-40"
      />
      <p className="text-12 text-muted">
        Its id is <code>{offer.id}</code>, in every version.
      </p>
    </div>
  );
}

type DiscountOffer = Extract<Offer, { type: "discount" }>;

interface DiscountProps extends Pick<Props, "currency" | "currencies"> {
  offer: DiscountOffer;
  fault(path: string): string | undefined;
  onChange(offer: Offer): void;
}

function Discount({ offer, currency, currencies, fault, onChange }: DiscountProps) {
  const { value, months } = offer;
  const put = (next: DiscountOffer["value"]) => onChange({ ...offer, value: next });
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              value={value.kind}
              onChange={(event) => put(event.target.value === "percent" ? { kind: "percent", percent: 20 } : { kind: "amount", amount: 10, currency })}
            >
              <option value="percent">Percent</option>
              <option value="amount">Amount</option>
            </Select>
          )}
        </Field>
        {value.kind === "percent" ? (
          <NumberField
            label="Percent off"
            value={value.percent}
            onChange={(percent) => put({ kind: "percent", percent: percent ?? 0 })}
            error={fault("value.percent")}
          />
        ) : (
          <>
            <NumberField label="Amount off" value={value.amount} onChange={(amount) => put({ ...value, amount: amount ?? 0 })} error={fault("value.amount")} />
            <Field label="Currency" error={fault("value.currency")}>
              {(control) => (
                <Select {...control} value={value.currency} onChange={(event) => put({ ...value, currency: event.target.value })}>
                  {currencies.map((code) => (
                    <option key={code}>{code}</option>
                  ))}
                </Select>
              )}
            </Field>
          </>
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="For how long">
          {(control) => (
            <Select
              {...control}
              value={months === null ? "all" : "some"}
              onChange={(event) => onChange({ ...offer, months: event.target.value === "all" ? null : 3 })}
            >
              <option value="some">Some months</option>
              <option value="all">All that follow</option>
            </Select>
          )}
        </Field>
        {months !== null && (
          <NumberField label="Monthly payments" value={months} onChange={(next) => onChange({ ...offer, months: next ?? 0 })} error={fault("months")} />
        )}
      </div>
    </>
  );
}
