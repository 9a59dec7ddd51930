"use client";

import { useId, useRef, useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { useFlowDraft } from "./flow-draft.tsx";

interface Props {
  logoId: string | null;
  onChange(logoId: string | null): void;
  error?: string | undefined;
}

const KB = 1_024;
const MOST_KB = 200;

/** Sends a logo, which is checked and drawn anew; the draft then names it. */
export function LogoField({ logoId, onChange, error }: Props) {
  const { slug, actions } = useFlowDraft();
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  async function upload(file: File) {
    if (actions === null) return;
    setFault(null);
    if (file.size > MOST_KB * KB) {
      setFault(`The file has ${Math.ceil(file.size / KB)} KB; at most ${MOST_KB} KB. Save it smaller, 480 pixels wide will do.`);
      return;
    }
    setPending(true);
    const form = new FormData();
    form.set("logo", file);
    const answer = await sent(() => actions.uploadLogo(form));
    setPending(false);
    if (answer.ok) onChange(answer.data.id);
    else setFault(answer.error.fields.logo === undefined ? answer.error.message : `The file ${answer.error.fields.logo}.`);
  }

  return (
    <div className="grid gap-3">
      {logoId !== null && (
        <div className="grid grid-cols-2 gap-2">
          {["#ffffff", "#1d1b17"].map((ground) => (
            <div key={ground} className="grid min-h-20 place-items-center rounded-control border border-line p-3" style={{ background: ground }}>
              {/* biome-ignore lint/performance/noImgElement: as pages show it, at its own size; in the dark they put a white ground behind it */}
              <img
                src={`/dashboard/${slug}/flow/logo/${logoId}`}
                alt={ground === "#ffffff" ? "The logo on light" : "The logo on dark"}
                className={`h-10 max-w-full object-contain ${ground === "#ffffff" ? "" : "rounded-[6px] bg-white px-2 py-1"}`}
              />
            </div>
          ))}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-label="Logo file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) void upload(file);
            event.target.value = "";
          }}
        />
        <Button onClick={() => input.current?.click()} pending={pending} disabled={actions === null} aria-describedby={`${id}-hint`}>
          {logoId === null ? "Choose a file" : "Choose another"}
        </Button>
        {logoId !== null && actions !== null && <Button onClick={() => onChange(null)}>Remove</Button>}
      </div>
      <p id={`${id}-hint`} className="text-13 text-muted">
        PNG, JPEG or WebP, at most {MOST_KB} KB. It is drawn anew at up to 480 × 160 pixels; nothing else of the file is kept.
      </p>
      {(fault ?? error) && (
        <div role="alert">
          <FieldError id={`${id}-error`}>{fault ?? error}</FieldError>
        </div>
      )}
    </div>
  );
}
