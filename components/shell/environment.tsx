"use client";

import { useSearchParams } from "next/navigation";

/** Whether the address is in the sandbox; every page of a workspace can be. */
export function useSandbox(): boolean {
  return useSearchParams().get("env") === "sandbox";
}

/** The sandbox's amber edge over the whole window, and its words. Nothing in prod. */
export function SandboxEdge() {
  if (!useSandbox()) return null;
  return (
    <aside
      aria-label="Environment"
      className="sticky top-0 z-20 border-t-4 border-sandbox bg-abandoned-wash px-4 py-1.5 text-center text-13 text-abandoned-text"
    >
      <strong className="font-medium">Sandbox.</strong> Test data, kept apart from prod and never counted in its figures.
    </aside>
  );
}
