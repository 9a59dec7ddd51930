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
    <>
      <div aria-hidden="true" className="fixed inset-x-0 top-0 z-30 h-1 bg-sandbox" />
      <aside aria-label="Environment" className="sticky top-0 z-20 bg-abandoned-wash px-4 pt-2 pb-1.5 text-center text-13 text-abandoned-text">
        <strong className="font-medium">Sandbox.</strong> Test data, kept apart from prod and never counted in its figures.
      </aside>
    </>
  );
}
