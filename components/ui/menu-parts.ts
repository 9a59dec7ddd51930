"use client";

import type { DropdownMenu } from "radix-ui";
import { createContext, useContext } from "react";

/** What a menu's items are made of; it comes with the open menu, so that a page with a closed one does not carry it. */
export const MenuParts = createContext<typeof DropdownMenu | null>(null);

/** @throws Error outside an open Menu */
export function useMenuParts(): typeof DropdownMenu {
  const parts = useContext(MenuParts);
  if (parts === null) throw new Error("This belongs into a Menu.");
  return parts;
}
