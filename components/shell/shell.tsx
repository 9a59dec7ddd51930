"use client";

import { Menu as MenuIcon, Search as SearchIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Toaster } from "#components/ui/toast.tsx";
import { useLater } from "#components/ui/use-later.ts";
import { SandboxEdge } from "./environment.tsx";
import { Rail } from "./rail.tsx";
import { Search } from "./search.tsx";
import { ShellContext } from "./shell-context.ts";
import type { ShellData } from "./shell-data.ts";

const loadMenu = () => import("./phone-menu.tsx");
const barButton = "grid size-9 shrink-0 place-items-center rounded-control hover:bg-surface";

/** The frame of a workspace's pages: a rail on wide windows, a bar with a menu on narrow ones. @param banner what stands above each page, mostly nothing */
export function Shell({ banner, children, ...data }: ShellData & { banner: ReactNode; children: ReactNode }) {
  const [isSearching, setSearching] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);
  const searchOpener = useRef<Element | null>(null);
  const menu = useLater(loadMenu, () => setMenuOpen(false));
  const pathname = usePathname();

  function search(open: boolean) {
    if (open) {
      // The menu goes away, and what was pressed in it.
      searchOpener.current = isMenuOpen ? menuButton.current : document.activeElement;
      setMenuOpen(false);
    }
    setSearching(open);
  }

  function openMenu() {
    menu.fetch();
    setMenuOpen(true);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu that led to it
  useEffect(() => setMenuOpen(false), [pathname]);

  return (
    <ShellContext value={data}>
      <div className="min-h-dvh lg:grid lg:grid-cols-[232px_minmax(0,1fr)]">
        <form id="sign-out" method="post" action="/sign-out" hidden />
        <aside className="sticky top-0 hidden h-dvh border-r border-line bg-sunken lg:block">
          <Rail {...data} onSearch={() => search(true)} />
        </aside>
        <header className="flex min-h-12 items-center gap-2 border-b border-line bg-sunken px-3 lg:hidden">
          <button
            ref={menuButton}
            type="button"
            aria-label="Open menu"
            aria-haspopup="dialog"
            aria-expanded={isMenuOpen}
            onPointerEnter={menu.fetch}
            onFocus={menu.fetch}
            onClick={openMenu}
            className={barButton}
          >
            <MenuIcon aria-hidden="true" className="size-5" />
          </button>
          <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
            {data.workspace.name}
          </span>
          <button type="button" aria-label="Search" aria-haspopup="dialog" onClick={() => search(true)} className={barButton}>
            <SearchIcon aria-hidden="true" className="size-5" />
          </button>
        </header>
        {menu.part !== null && (
          <menu.part.PhoneMenu isOpen={isMenuOpen} onOpenChange={setMenuOpen} button={menuButton}>
            <Rail {...data} onSearch={() => search(true)} />
          </menu.part.PhoneMenu>
        )}
        <div className="min-w-0">
          <SandboxEdge />
          {data.workspace.isDemo && (
            <aside aria-label="Public demo">
              <p className="border-line border-b bg-sunken px-4 py-1.5 text-center text-13 text-muted">
                Public demo: made-up data, read only.{" "}
                {data.email === null && data.maySignUp && (
                  <Link href="/sign-up" prefetch={false}>
                    Create a workspace of your own
                  </Link>
                )}
              </p>
            </aside>
          )}
          {banner}
          {children}
        </div>
        <Toaster />
        <Search {...data} isOpen={isSearching} onOpenChange={search} opener={searchOpener} />
      </div>
    </ShellContext>
  );
}
