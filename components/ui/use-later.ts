"use client";

import { useState } from "react";
import { toast } from "./toast.tsx";

/** What has arrived, by what fetches it: the second dialog of a page is there at once. */
const arrived = new Map<() => Promise<unknown>, unknown>();

/**
 * A part of the script that nobody needs before it is asked for. `fetch` as soon as a pointer or the focus comes near; `part`
 * is null until it is there.
 * @param load - the same function each time: `() => import("./menu-layer.tsx")` at the top of the file
 * @param onFailed - takes back what was asked for; the visitor has been told
 */
export function useLater<Part extends object>(load: () => Promise<Part>, onFailed: () => void): { part: Part | null; fetch: () => void } {
  const [part, setPart] = useState<Part | null>(() => (arrived.get(load) as Part | undefined) ?? null);
  async function fetch() {
    if (part !== null) return;
    try {
      const loaded = await load();
      arrived.set(load, loaded);
      setPart(() => loaded);
    } catch {
      toast.failed("This could not be loaded", { id: "later", description: "The connection may be down. Try again, or reload the page." });
      onFailed();
    }
  }
  return { part, fetch: () => void fetch() };
}
