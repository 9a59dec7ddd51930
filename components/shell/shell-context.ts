"use client";

import { createContext, useContext } from "react";
import type { ShellData } from "./shell-data.ts";

/** Where and as whom one looks; null outside a workspace's frame. */
export const ShellContext = createContext<ShellData | null>(null);

/** For what a page cannot hand down, since it is shown in the page's stead. */
export function useShell(): ShellData | null {
  return useContext(ShellContext);
}
