"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import type { FlowPreviewQuestion } from "#lib/features/flows/model/flow-preview.ts";

/** Who looks at the preview, at what, and how wide. */
export interface Looking {
  question: FlowPreviewQuestion;
  width: "phone" | "desktop";
  ask(values: Partial<FlowPreviewQuestion>): void;
  setWidth(width: "phone" | "desktop"): void;
}

const Context = createContext<Looking | null>(null);

/** Who the preview is for, and how wide it is. @throws Error outside of PreviewQuestionProvider */
export function usePreviewQuestion(): Looking {
  const found = useContext(Context);
  if (found === null) throw new Error("usePreviewQuestion stands outside of PreviewQuestionProvider");
  return found;
}

/** Keeps what was chosen for the preview while one walks from page to page. */
export function PreviewQuestionProvider({ start, children }: { start: Pick<FlowPreviewQuestion["customer"], "region" | "customerType">; children: ReactNode }) {
  const [question, setQuestion] = useState<FlowPreviewQuestion>({
    customer: { reasonKey: null, plan: null, mrr: null, tenureDays: null, shownDaysAgo: null, ...start },
    screen: "reason",
    locale: "en",
    theme: "light",
  });
  const [width, setWidth] = useState<"phone" | "desktop">("phone");
  return <Context value={{ question, width, setWidth, ask: (values) => setQuestion((now) => ({ ...now, ...values })) }}>{children}</Context>;
}
