"use client";

import { Plus, X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { canonicalLocale } from "#lib/core/locale.ts";

export interface LabelRow {
  /** Tells rows apart while they are typed in. */
  id: number;
  locale: string;
  label: string;
}

/** Languages of the pages that customers see; others can be typed. */
const offered = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ja", "ar"];

interface Props {
  rows: LabelRow[];
  onChange(rows: LabelRow[]): void;
  /** By path: "labels.de". */
  faults: Readonly<Record<string, string | undefined>>;
}

/** The label in other languages, one a row. */
export function LabelRows({ rows, onChange, faults }: Props) {
  const change = (id: number, values: Partial<LabelRow>) => onChange(rows.map((row) => (row.id === id ? { ...row, ...values } : row)));
  const twice = twiceGiven(rows);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-13">Translations</legend>
      <p className="-mt-2 text-13 text-muted">Customers whose language is missing here read the label above.</p>
      <datalist id="reason-locales">
        {offered.map((locale) => (
          <option key={locale} value={locale}>
            {languageName(locale)}
          </option>
        ))}
      </datalist>
      {rows.map((row) => {
        const fault = faults[`labels.${row.locale}`];
        // A language that is one is not at fault: its label is.
        const isLabelFault = fault !== undefined && canonicalLocale(row.locale) === row.locale;
        return (
          <div key={row.id} className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-start gap-2">
            <TextField
              label="Language"
              hideLabel
              placeholder="de"
              list="reason-locales"
              value={row.locale}
              onChange={(event) => change(row.id, { locale: event.target.value })}
              onBlur={() => change(row.id, { locale: canonicalLocale(row.locale.trim()) ?? row.locale.trim() })}
              error={twice.has(row.locale) ? "is there twice" : !isLabelFault && fault}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              label={`Label in ${languageName(row.locale)}`}
              hideLabel
              placeholder={row.locale === "" ? "Label" : languageName(row.locale)}
              dir="auto"
              value={row.label}
              onChange={(event) => change(row.id, { label: event.target.value })}
              error={isLabelFault && fault}
              maxLength={255}
            />
            <IconButton
              label={`Remove ${languageName(row.locale)}`}
              tooltip={false}
              icon={<X />}
              onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
            />
          </div>
        );
      })}
      <Button
        size="small"
        variant="ghost"
        className="-ms-2.5 justify-self-start"
        onClick={() => onChange([...rows, { id: Math.max(0, ...rows.map(({ id }) => id)) + 1, locale: "", label: "" }])}
      >
        <Plus aria-hidden="true" />
        Add a translation
      </Button>
    </fieldset>
  );
}

/** Rows with anything in them, as the server wants them. */
export function labelsOf(rows: readonly LabelRow[]): Record<string, string> {
  return Object.fromEntries(rows.filter(({ locale, label }) => locale !== "" || label !== "").map(({ locale, label }) => [locale, label]));
}

/** Locales that stand in more than one row: of two labels one would be lost unseen. */
export function twiceGiven(rows: readonly LabelRow[]): ReadonlySet<string> {
  const locales = rows.map(({ locale }) => locale).filter((locale) => locale !== "");
  return new Set(locales.filter((locale, i) => locales.indexOf(locale) !== i));
}

function languageName(locale: string): string {
  const canonical = canonicalLocale(locale);
  return canonical === null ? locale || "this language" : (new Intl.DisplayNames("en", { type: "language" }).of(canonical) ?? locale);
}
