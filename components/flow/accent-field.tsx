"use client";

import { useState } from "react";
import { TextField } from "#components/ui/text-field.tsx";
import { accentShades } from "#lib/hosted/contrast.ts";

interface Props {
  accent: string;
  onChange(accent: string): void;
  error?: string | undefined;
}

/** A colour, chosen or typed, and what pages make of it so that it can be read. */
export function AccentField({ accent, onChange, error }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && typed.toLowerCase() !== accent ? typed : accent;
  const { light, dark } = accentShades(accent);
  const isCorrected = light.accent !== accent || dark.accent !== accent;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid gap-1.5 font-medium text-13">
          Colour
          <input
            type="color"
            value={accent}
            onChange={(event) => {
              setTyped(null);
              onChange(event.target.value);
            }}
            className="h-8 w-14 cursor-pointer rounded-control border border-line-control bg-surface p-0.5 disabled:cursor-not-allowed pointer-coarse:h-10"
          />
        </label>
        <TextField
          label="Hex"
          value={shown}
          onChange={(event) => {
            const text = event.target.value.trim();
            setTyped(text);
            if (/^#[0-9a-f]{6}$/i.test(text)) onChange(text.toLowerCase());
          }}
          error={error ?? (/^#[0-9a-f]{6}$/i.test(shown) ? undefined : "must be a colour such as #0f766e")}
          maxLength={7}
          spellCheck={false}
          autoComplete="off"
          className="w-40 [&_input]:font-mono"
        />
      </div>
      <ul className="grid gap-2 sm:grid-cols-2">
        {(
          [
            ["Light", "#ffffff", light.accent],
            ["Dark", "#1d1b17", dark.accent],
          ] as const
        ).map(([name, ground, color]) => (
          <li
            key={name}
            className="flex items-center justify-between gap-3 rounded-control border border-line px-3 py-2.5 text-13"
            style={{ background: ground, color }}
          >
            <span className="underline underline-offset-2">A link on {name.toLowerCase()}</span>
            <code className="text-12">{color}</code>
          </li>
        ))}
      </ul>
      <p role="status" className="text-13 text-muted">
        {isCorrected
          ? `${accent} is too faint as text on ${light.accent === accent ? "dark" : dark.accent === accent ? "light" : "either ground"}; the nearest colour that can be read takes its place there.`
          : "It can be read on both grounds as it is."}
      </p>
    </div>
  );
}
