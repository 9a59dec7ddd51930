"use client";

import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type HostedLocale, hostedLocales } from "#lib/core/hosted-locales.ts";
import type { Offer } from "#lib/features/flows/model/flow-config.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";

interface Props {
  offer: Offer;
  position: number;
  onChange(offer: Offer): void;
}

/** An offer's words in the other languages, one language at a time. */
export function OfferTranslations({ offer, position, onChange }: Props) {
  const { draft, faults } = useFlowDraft();
  const { question, ask } = usePreviewQuestion();
  // The preview's language is the editor's too, for those as well who may only look.
  const locale = draft.languages.includes(question.locale) ? question.locale : (draft.languages[0] ?? "en");
  const done = draft.languages.filter((code) => offer.labels[code] !== undefined && offer.termsByLocale[code] !== undefined);
  const fault = (name: "labels" | "termsByLocale") => faults[`offers.${position}.${name}.${locale}`];
  const put = (name: "labels" | "termsByLocale", text: string) => onChange({ ...offer, [name]: withText(offer[name], locale, text) });
  return (
    <Disclosure summary={`Translations: ${done.length} of ${draft.languages.length} languages; the others show the text above`}>
      <Field label="Language" className="max-w-60">
        {(control) => (
          <Select {...control} value={locale} onChange={(event) => ask({ locale: event.target.value as HostedLocale, screen: "offer" })}>
            {draft.languages.map((code) => (
              <option key={code} value={code}>
                {hostedLocales[code]}
                {done.includes(code) ? "" : " (missing)"}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label={`Label in ${hostedLocales[locale]}`}
        dir="auto"
        lang={locale}
        value={offer.labels[locale] ?? ""}
        placeholder={offer.label}
        onChange={(event) => put("labels", event.target.value)}
        error={fault("labels")}
        maxLength={255}
      />
      <Field label={`Terms in ${hostedLocales[locale]}`} error={fault("termsByLocale")}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            lang={locale}
            value={offer.termsByLocale[locale] ?? ""}
            placeholder={offer.terms}
            onChange={(event) => put("termsByLocale", event.target.value)}
            maxLength={1_000}
          />
        )}
      </Field>
    </Disclosure>
  );
}

/** An empty text is none: the default takes its place. */
function withText(texts: Partial<Record<HostedLocale, string>>, locale: HostedLocale, text: string): Partial<Record<HostedLocale, string>> {
  const { [locale]: _, ...others } = texts;
  return text === "" ? others : { ...others, [locale]: text };
}
