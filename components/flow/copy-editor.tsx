"use client";

import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type HostedLocale, hostedLocales } from "#lib/core/hosted-locales.ts";
import type { CopyField } from "#lib/features/flows/model/flow-config.ts";
import type { PreviewScreen } from "#lib/features/flows/model/flow-preview.ts";
import { Editor } from "./editor.tsx";
import { useFlowDraft } from "./flow-draft.tsx";
import { LanguagesField } from "./languages-field.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";

interface Props {
  /** What the product says where the owner says nothing; "": nothing. */
  usual: Readonly<Record<HostedLocale, Readonly<Record<CopyField, string>>>>;
  /** Languages that somebody who speaks them from home has read. */
  reviewed: readonly HostedLocale[];
}

const fields: readonly { name: CopyField; label: string; hint: string; max: number; screen: PreviewScreen }[] = [
  { name: "reasonIntro", label: "Introduction", hint: "Under the heading of the first page.", max: 400, screen: "reason" },
  { name: "loss", label: "What ends", hint: "On the confirmation: what the customer no longer has.", max: 600, screen: "confirm" },
  { name: "staysPossible", label: "What stays possible", hint: "Exporting data, coming back.", max: 600, screen: "confirm" },
  { name: "receiptNote", label: "Note on the receipt", hint: "Such as how a last invoice is handled.", max: 600, screen: "cancelled" },
];

/** The four sentences an owner may put in their own words, by language, and which languages there are. */
export function CopyEditor({ usual, reviewed }: Props) {
  const { draft, change, faults } = useFlowDraft();
  const { question, ask } = usePreviewQuestion();
  // The preview's language is the editor's too, for those as well who may only look.
  const locale = draft.languages.includes(question.locale) ? question.locale : (draft.languages[0] ?? "en");
  const texts = draft.copy[locale] ?? {};
  const put = (name: CopyField, text: string) =>
    change((now) => {
      const { [name]: _, ...others } = now.copy[locale] ?? {};
      const own = text === "" ? others : { ...others, [name]: text };
      const { [locale]: __, ...languages } = now.copy;
      return { ...now, copy: Object.keys(own).length === 0 ? languages : { ...languages, [locale]: own } };
    });
  return (
    <Editor>
      <Card
        title="Your own words"
        description="Everything else is the product’s, so that it stays plain, lawful and translated. Left empty, the sentence in grey is shown."
        actions={
          <Field label="Language" hideLabel>
            {(control) => (
              <Select {...control} value={locale} onChange={(event) => ask({ locale: event.target.value as HostedLocale })} className="w-44">
                {draft.languages.map((code) => (
                  <option key={code} value={code}>
                    {hostedLocales[code]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        }
      >
        <div className="grid gap-4">
          {!reviewed.includes(locale) && (
            <p className="text-13 text-muted">
              <Badge tone="warning">Not reviewed</Badge> The product’s own sentences in {hostedLocales[locale]} were not yet read by somebody who speaks it from
              home.
            </p>
          )}
          {fields.map(({ name, label, hint, max, screen }) => (
            <Field key={name} label={label} hint={hint} error={faults[`copy.${locale}.${name}`]} optional>
              {(control) => (
                <Textarea
                  {...control}
                  dir="auto"
                  lang={locale}
                  rows={2}
                  value={texts[name] ?? ""}
                  placeholder={usual[locale][name]}
                  onFocus={() => ask({ screen, locale })}
                  onChange={(event) => put(name, event.target.value)}
                  maxLength={max}
                />
              )}
            </Field>
          ))}
        </div>
      </Card>
      <LanguagesField reviewed={reviewed} />
    </Editor>
  );
}
