"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { FlowPreview } from "#lib/features/flows/model/flow-preview.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";

/** Pause after the last key before the page is asked for. */
const WAIT_MS = 200;

export interface Previewed {
  /** The last that could be drawn; null: none yet. */
  preview: FlowPreview | null;
  /** What is wrong with the draft or the customer as they are now, by path; null: nothing, or no answer. */
  fields: Readonly<Record<string, string>> | null;
  /** Why there is no answer. */
  failure: string | null;
  pending: boolean;
}

/** The page of the draft as it is edited, drawn by the server a moment after each change. */
export function usePreview(): Previewed {
  const { slug, draft } = useFlowDraft();
  const { question } = usePreviewQuestion();
  const [shown, setShown] = useState<Previewed>({ preview: null, fields: null, failure: null, pending: true });
  const asked = JSON.stringify({ config: draft, ...question });

  useEffect(() => {
    const given = new AbortController();
    setShown((now) => ({ ...now, pending: true }));
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/dashboard/${slug}/flow/preview`, { method: "POST", body: asked, signal: given.signal });
        const answer = (await response.json()) as ActionResult<FlowPreview>;
        if (answer.ok) setShown({ preview: answer.data, fields: null, failure: null, pending: false });
        else {
          const { fields, message } = answer.error;
          const isFault = Object.keys(fields).length > 0;
          setShown((now) => ({ ...now, fields: isFault ? fields : null, failure: isFault ? null : message, pending: false }));
        }
      } catch {
        if (!given.signal.aborted) setShown((now) => ({ ...now, failure: "The server could not be reached.", pending: false }));
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [slug, asked]);

  return shown;
}
