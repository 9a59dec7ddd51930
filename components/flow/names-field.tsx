"use client";

import { useState } from "react";
import { TextField } from "#components/ui/text-field.tsx";

interface Props {
  label: string;
  hint: string;
  placeholder: string;
  error?: string | undefined;
  names: readonly string[];
  onChange(names: string[]): void;
}

/** Several names in one line, with commas between them. */
export function NamesField({ names, onChange, ...words }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isSame = typed !== null && listOf(typed).join("\n") === names.join("\n");
  return (
    <TextField
      {...words}
      dir="auto"
      autoComplete="off"
      value={isSame ? typed : names.join(", ")}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(listOf(event.target.value));
      }}
    />
  );
}

function listOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ];
}
