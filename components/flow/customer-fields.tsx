"use client";

import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { NumberField } from "./number-field.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";
import { regionName } from "./words.ts";

interface Props {
  reasons: readonly { key: string; label: string }[];
  /** By path: "customer.region". */
  faults: Readonly<Record<string, string | undefined>>;
}

/** Who the preview is for: what an integrator's link would say of them, and the reason they choose. */
export function CustomerFields({ reasons, faults }: Props) {
  const { question, ask } = usePreviewQuestion();
  const { customer } = question;
  const change = (values: Partial<typeof customer>) => ask({ customer: { ...customer, ...values } });
  const { region } = customer;
  return (
    <Disclosure
      summary={`Made-up customer: ${summaryOf({ ...customer, reasonKey: reasons.find(({ key }) => key === customer.reasonKey)?.label ?? customer.reasonKey })}`}
    >
      <div className="grid grid-cols-2 items-end gap-3">
        <Field label="Reason" className="col-span-2">
          {(control) => (
            <Select {...control} value={customer.reasonKey ?? ""} onChange={(event) => change({ reasonKey: event.target.value || null })}>
              <option value="">Skipped</option>
              {reasons.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TextField
          label="Plan"
          placeholder="Not known"
          value={customer.plan ?? ""}
          onChange={(event) => change({ plan: event.target.value || null })}
          dir="auto"
        />
        <NumberField label="MRR" placeholder="Not known" value={customer.mrr} onChange={(mrr) => change({ mrr })} error={faults["customer.mrr"]} />
        <NumberField
          label="Days as a customer"
          placeholder="Not known"
          value={customer.tenureDays}
          onChange={(tenureDays) => change({ tenureDays })}
          error={faults["customer.tenureDays"]}
        />
        <TextField
          label="Region"
          placeholder="Not known"
          hint={region !== null && faults["customer.region"] === undefined ? regionName(region) : undefined}
          value={region ?? ""}
          onChange={(event) => change({ region: event.target.value.toUpperCase() || null })}
          error={faults["customer.region"]}
          maxLength={6}
          spellCheck={false}
          autoComplete="off"
        />
        <Field label="Kind of customer">
          {(control) => (
            <Select
              {...control}
              value={customer.customerType ?? ""}
              onChange={(event) => change({ customerType: (event.target.value || null) as typeof customer.customerType })}
            >
              <option value="">Not known</option>
              <option value="b2b">A business</option>
              <option value="b2c">A consumer</option>
            </Select>
          )}
        </Field>
        <NumberField
          label="Saw the offers, days ago"
          placeholder="Never"
          value={customer.shownDaysAgo}
          onChange={(shownDaysAgo) => change({ shownDaysAgo })}
          error={faults["customer.shownDaysAgo"]}
        />
        <p className="col-span-2 text-12 text-muted">“Try it in sandbox” is always somebody new, to whom none was shown.</p>
      </div>
    </Disclosure>
  );
}

function summaryOf({
  plan,
  mrr,
  tenureDays,
  region,
  customerType,
  reasonKey,
  shownDaysAgo,
}: ReturnType<typeof usePreviewQuestion>["question"]["customer"]): string {
  const known = [
    reasonKey,
    plan !== null && `plan ${plan}`,
    mrr !== null && `MRR ${mrr}`,
    tenureDays !== null && `${tenureDays} days`,
    region,
    customerType !== null && (customerType === "b2b" ? "business" : "consumer"),
    shownDaysAgo !== null && `saw the offers ${shownDaysAgo === 1 ? "1 day" : `${shownDaysAgo} days`} ago`,
  ].filter(Boolean);
  return known.length === 0 ? "nothing is known" : known.join(", ");
}
