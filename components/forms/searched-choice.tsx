"use client";

import { useEffect, useRef, useState } from "react";
import { Combobox } from "#components/ui/combobox.tsx";
import type { ControlProps } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

interface Props {
  control: ControlProps;
  name: string;
  options: readonly { value: string; label: string }[];
  start: string;
  /** What the search asks for: "Find a city or zone". */
  searchLabel: string;
  /** What this computer would choose, as long as nobody has. */
  guess?: (() => string) | undefined;
}

/** One of very many in a form that is posted as it is: the browser's own select until a script runs, then a search in its place. */
export function SearchedChoice({ control, name, options, start, searchLabel, guess }: Props) {
  const select = useRef<HTMLSelectElement>(null);
  const [value, setValue] = useState<string | null>(null);
  const hadFocus = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the script has come; later it would undo a choice
  useEffect(() => {
    const chosen = select.current?.value ?? start;
    const guessed = chosen === start ? (guess?.() ?? chosen) : chosen;
    hadFocus.current = select.current !== null && document.activeElement === select.current;
    setValue(options.some((option) => option.value === guessed) ? guessed : chosen);
  }, []);

  useEffect(() => {
    if (value !== null && hadFocus.current) document.getElementById(control.id)?.focus();
    hadFocus.current = false;
  }, [value, control.id]);

  if (value !== null) {
    return <Combobox {...control} name={name} options={[...options]} value={value} onValueChange={setValue} searchLabel={searchLabel} />;
  }
  return (
    <Select {...control} ref={select} name={name} defaultValue={start}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
