"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "./copy-button.tsx";
import { IconButton } from "./icon-button.tsx";

type Answer = { ok: true; data: string } | { ok: false; error: { message: string } };

interface Props {
  /** What it is: "Signing secret". */
  label: string;
  /** The secret itself, or what fetches it when it is asked for. */
  secret: string | (() => Promise<Answer>);
  /** Shown while it is hidden: "whsec_…4f2a". */
  masked?: string;
  /** For a secret that is shown once, right after it was made. */
  defaultShown?: boolean;
}

/** A secret that stays hidden until it is asked for. */
export function SecretValue({ label, secret, masked = "•".repeat(24), defaultShown = false }: Props) {
  const [value, setValue] = useState(typeof secret === "string" ? secret : null);
  const [shown, setShown] = useState(defaultShown);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState("");

  async function toggle() {
    setFailure("");
    if (shown || value !== null || typeof secret === "string") return setShown(!shown);
    setPending(true);
    try {
      const answer = await secret();
      if (!answer.ok) return setFailure(answer.error.message);
      setValue(answer.data);
      setShown(true);
    } catch {
      setFailure("The server could not be reached. Try again.");
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="grid min-w-0 gap-1">
      <fieldset aria-label={label} className="flex min-w-0 items-center gap-1 rounded-control border border-line bg-sunken py-1 ps-3 pe-1">
        <code className="min-w-0 flex-1 wrap-anywhere text-13">{shown && value !== null ? value : <span className="text-muted">{masked}</span>}</code>
        <IconButton
          label={shown ? `Hide ${label}` : `Show ${label}`}
          icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          size="small"
          pending={pending}
          onClick={toggle}
        />
        {value !== null && <CopyButton value={value} label={`Copy ${label}`} iconOnly variant="ghost" />}
      </fieldset>
      {failure !== "" && (
        <p role="alert" className="text-13 text-danger-text">
          {failure}
        </p>
      )}
    </div>
  );
}
