"use client";

import { X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type RegionChoice, regionChoices, regionOf } from "./region-codes.ts";
import { regionName } from "./words.ts";

interface Props {
  label: string;
  hint: string;
  /** Stands there while the list is empty. */
  none: string;
  regions: readonly string[];
  onChange(regions: string[]): void;
  error?: string | undefined;
}

/** Countries and their parts, added by name or code, each with its way out. */
export function RegionList({ label, hint, none, regions, onChange, error }: Props) {
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string>();
  const [choices, setChoices] = useState<RegionChoice[]>([]);
  const id = useId();

  function add() {
    const code = regionOf(typed, choices.length === 0 ? regionChoices() : choices);
    if (code === null) {
      setFault("Name a country such as Germany, or a code such as US-CA.");
      return;
    }
    if (!regions.includes(code)) onChange([...regions, code]);
    setTyped("");
    setFault(undefined);
  }

  return (
    <div className="grid min-w-0 gap-2">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <TextField
          label={label}
          hint={hint}
          error={fault ?? error}
          list={id}
          value={typed}
          placeholder="Germany"
          autoComplete="off"
          onFocus={() => choices.length === 0 && setChoices(regionChoices())}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add} className={fault === undefined && error === undefined ? "" : "mb-6.5"}>
          Add
        </Button>
      </div>
      <datalist id={id}>
        {choices.map(({ code, name }) => (
          <option key={code} value={name}>
            {code}
          </option>
        ))}
      </datalist>
      {regions.length === 0 ? (
        <p className="text-13 text-muted">{none}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {regions.map((region) => (
            <li key={region} className="inline-flex max-w-full items-center gap-1 rounded-full border border-line-strong bg-surface ps-2.5 text-13">
              <span className="truncate">{regionName(region)}</span>
              <span className="text-12 text-muted">{region}</span>
              <button
                type="button"
                aria-label={`Remove ${regionName(region)}`}
                onClick={() => onChange(regions.filter((other) => other !== region))}
                className="grid size-6 cursor-pointer place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink disabled:hidden pointer-coarse:size-9"
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
