"use client";

import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type HostedLocale, hostedLocales } from "#lib/core/hosted-locales.ts";
import { useFlowDraft } from "./flow-draft.tsx";

const codes = Object.keys(hostedLocales) as HostedLocale[];

/** Which languages the pages speak, and which one to everybody else. */
export function LanguagesField({ reviewed }: { reviewed: readonly HostedLocale[] }) {
  const { draft, change, faults } = useFlowDraft();
  const { languages } = draft;
  // The first is the one for everybody else; the others keep the order of the switcher.
  const put = (first: HostedLocale | undefined, chosen: readonly HostedLocale[]) =>
    change((now) => ({ ...now, languages: codes.filter((code) => chosen.includes(code)).sort((a, b) => Number(b === first) - Number(a === first)) }));
  return (
    <Card title="Languages" description="The link says which one, else the customer’s browser. A customer can switch on every page.">
      <div className="grid gap-4">
        <fieldset>
          <legend className="sr-only">Languages that are on</legend>
          <div className="grid gap-1 sm:grid-cols-2">
            {codes.map((code) => (
              <Checkbox
                key={code}
                label={
                  <span className="inline-flex flex-wrap items-center gap-2">
                    <span lang={code}>{hostedLocales[code]}</span>
                    {!reviewed.includes(code) && <Badge>Not reviewed</Badge>}
                  </span>
                }
                checked={languages.includes(code)}
                disabled={languages.length === 1 && languages.includes(code)}
                onChange={(event) => put(languages[0], event.target.checked ? [...languages, code] : languages.filter((other) => other !== code))}
              />
            ))}
          </div>
          {faults.languages !== undefined && <FieldError id="languages-error">{faults.languages}</FieldError>}
        </fieldset>
        <Field label="For everybody else" hint="Where neither the link nor the browser names one that is on." className="max-w-80">
          {(control) => (
            <Select {...control} value={languages[0]} onChange={(event) => put(event.target.value as HostedLocale, languages)}>
              {languages.map((code) => (
                <option key={code} value={code}>
                  {hostedLocales[code]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Card>
  );
}
