"use client";

import { useEffect, useState } from "react";

const load = () => import("./toast-list.tsx");

/** Where toasts appear; once, in the root of the pages that use them. */
export function Toaster() {
  // Nobody needs it before the page works, and a page works without it.
  const [part, setPart] = useState<Awaited<ReturnType<typeof load>> | null>(null);
  useEffect(() => {
    load().then(setPart, () => {});
  }, []);
  return part !== null && <part.ToastList />;
}

interface Options {
  /** A message with the same id takes the place of the one that is shown. */
  id?: string;
  description?: string;
  /** How long it stays, in ms. */
  duration?: number;
  /** One way to answer, such as "Undo". */
  action?: { label: string; onClick: () => void };
}

/** A short message that goes away by itself. What must not be missed is a Notice. */
export const toast = {
  /** It was done: "Saved", "Key revoked". */
  done(message: string, options: Options = {}): void {
    void load().then(({ say }) => say.success(message, options));
  },
  /** It was not, and why; stays for longer. */
  failed(message: string, options: Options = {}): void {
    void load().then(({ say }) => say.error(message, { duration: 10_000, ...options }));
  },
  say(message: string, options: Options = {}): void {
    void load().then(({ say }) => say.info(message, options));
  },
};
