"use client";

import { useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { hostedLocales } from "#lib/core/hosted-locales.ts";
import { pressedScreen } from "#lib/features/cancel-sessions/model/made-up-standing.ts";
import { ActingRules } from "./acting-rules.tsx";
import { CustomerFields } from "./customer-fields.tsx";
import { FaultList } from "./fault-list.tsx";
import { FindingList } from "./finding-list.tsx";
import { useFlowDraft } from "./flow-draft.tsx";
import { OfferVerdicts } from "./offer-verdicts.tsx";
import { PreviewFrame } from "./preview-frame.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";
import { usePreview } from "./use-preview.ts";
import { screenNames } from "./words.ts";

interface Props {
  reasons: readonly { key: string; label: string }[];
}

/** The pages of the draft as they will be, for a customer who does not exist, and why they look so. */
export function PreviewPanel({ reasons }: Props) {
  const { slug, draft } = useFlowDraft();
  const { question, width, ask, setWidth } = usePreviewQuestion();
  const { preview, fields, failure, pending } = usePreview();
  const { screen, locale, theme, customer } = question;
  const top = useRef<HTMLDivElement>(null);
  return (
    <section
      id="preview"
      aria-label="Preview"
      aria-busy={pending}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 rounded-card border border-line bg-sunken p-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="font-semibold text-14">Preview</h2>
        <p className="text-12 text-muted">As it is here, unsaved changes included</p>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Page">
          {(control) => (
            <Select {...control} value={screen} onChange={(event) => ask({ screen: event.target.value as typeof screen })}>
              {(Object.keys(screenNames) as (typeof screen)[]).map((name) => (
                <option key={name} value={name}>
                  {screenNames[name]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Language">
          {(control) => (
            <Select {...control} value={locale} onChange={(event) => ask({ locale: event.target.value as typeof locale })}>
              {(Object.keys(hostedLocales) as (typeof locale)[]).map((code) => (
                <option key={code} value={code}>
                  {hostedLocales[code]}
                  {draft.languages.includes(code) ? "" : " (off)"}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Width">
          {(control) => (
            <Select {...control} value={width} onChange={(event) => setWidth(event.target.value as typeof width)}>
              <option value="phone">Phone</option>
              <option value="desktop">Desktop</option>
            </Select>
          )}
        </Field>
        <Field label="Theme">
          {(control) => (
            <Select {...control} value={theme} onChange={(event) => ask({ theme: event.target.value as typeof theme })}>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </Select>
          )}
        </Field>
      </div>
      <CustomerFields reasons={reasons} faults={fields ?? {}} />
      {failure !== null && <Notice tone="warning">{failure} The preview shows an earlier state.</Notice>}
      {fields !== null && <DraftFaults fields={fields} />}
      <div ref={top} className="scroll-mt-4" />
      {preview !== null && preview.absence !== null && (
        <Notice title="This customer never meets this page" live="polite">
          {preview.absence}
        </Notice>
      )}
      {preview !== null && preview.html !== null && (
        <PreviewFrame
          html={preview.html}
          title={`Preview: ${screenNames[screen]}`}
          width={width}
          theme={theme}
          onPress={(control, reasonKey) => {
            // The offer depends on the reason that was chosen on the page; the statute's receipt asks for it afterwards.
            const answered = screen === "reason" || control === "survey" ? { ...customer, reasonKey } : customer;
            const to = pressedScreen(control, screen, { config: draft, customer: answered, at: Date.now() });
            ask({ customer: answered, ...(to !== null && { screen: to }) });
            // As in a browser, the next page begins at its top.
            if (to !== null && to !== screen) top.current?.scrollIntoView({ block: "nearest" });
          }}
          onLanguage={(code) => Object.hasOwn(hostedLocales, code) && ask({ locale: code as typeof locale })}
        />
      )}
      {preview !== null && (
        <>
          <OfferVerdicts offers={preview.offers} shown={preview.shownOffer} />
          <ActingRules ids={preview.rules} />
          <FindingList findings={preview.findings} title="What the check says" base={`/dashboard/${slug}/flow`} />
        </>
      )}
    </section>
  );
}

/** The fields that keep the draft from being drawn. */
function DraftFaults({ fields }: { fields: Readonly<Record<string, string>> }) {
  const all = Object.entries(fields).filter(([path]) => path.startsWith("config."));
  if (all.length === 0) return null;
  return (
    <Notice tone="warning" title="The preview shows an earlier state" live="polite">
      The draft cannot be drawn yet:
      <FaultList faults={Object.fromEntries(all.map(([path, message]) => [path.slice("config.".length), message]))} />
    </Notice>
  );
}
