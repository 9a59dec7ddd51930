"use client";

import { useState } from "react";
import { TextField } from "#components/ui/text-field.tsx";

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  placeholder?: string;
  hideLabel?: boolean;
  optional?: boolean;
  className?: string;
  /** null: left empty. */
  value: number | null;
  onChange(value: number | null): void;
  disabled?: boolean;
}

/** A number that may be half typed: what was typed stays as it is, what it means goes out. */
export function NumberField({ value, onChange, ...words }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isSame = typed !== null && (typed.trim() === "" ? value === null || value === 0 : Number(typed) === value);
  return (
    <TextField
      {...words}
      inputMode="decimal"
      autoComplete="off"
      value={isSame ? typed : (value ?? "")}
      onChange={(event) => {
        const text = event.target.value.replace(",", ".");
        if (!/^\d*\.?\d*$/.test(text)) return;
        setTyped(text);
        onChange(text.trim() === "" || text === "." ? null : Number(text));
      }}
    />
  );
}
