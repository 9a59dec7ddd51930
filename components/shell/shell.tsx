"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { Toaster } from "#components/ui/toast.tsx";
import { SandboxEdge } from "./environment.tsx";
import { Rail } from "./rail.tsx";
import { ShellContext } from "./shell-context.ts";
import type { ShellData } from "./shell-data.ts";

/** Loaded when it is first asked for. */
const CommandMenu = dynamic(() => import("./command-menu.tsx").then((module) => module.CommandMenu), { ssr: false });

/** The frame of a workspace's pages: a rail on wide windows, a bar with a menu on narrow ones. */
export function Shell({ children, ...data }: ShellData & { children: ReactNode }) {
  const [isSearching, setSearching] = useState(false);
  const [wasSearched, setWasSearched] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const pathname = usePathname();

  function search(open: boolean) {
    setSearching(open);
    if (open) {
      setWasSearched(true);
      setMenuOpen(false);
    }
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setWasSearched(true);
      setSearching((open) => !open);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu that led to it
  useEffect(() => setMenuOpen(false), [pathname]);

  return (
    <ShellContext value={data}>
      <div className="min-h-dvh lg:grid lg:grid-cols-[232px_minmax(0,1fr)]">
        <form id="sign-out" method="post" action="/sign-out" hidden />
        <aside className="sticky top-0 hidden h-dvh border-r border-line bg-sunken lg:block">
          <Rail {...data} onSearch={() => search(true)} />
        </aside>
        <Dialog.Root open={isMenuOpen} onOpenChange={setMenuOpen}>
          <header className="flex min-h-12 items-center gap-2 border-b border-line bg-sunken px-3 lg:hidden">
            <Dialog.Trigger className="grid size-9 place-items-center rounded-control hover:bg-surface" aria-label="Open menu">
              <MenuIcon aria-hidden="true" className="size-5" />
            </Dialog.Trigger>
            <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
              {data.workspace.name}
            </span>
          </header>
          <Dialog.Portal>
            <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim lg:hidden" />
            <Dialog.Content
              aria-describedby={undefined}
              className="fixed inset-y-0 left-0 z-40 w-[min(280px,85vw)] border-r border-line bg-sunken shadow-float lg:hidden"
            >
              <Dialog.Title className="sr-only">Menu</Dialog.Title>
              <Dialog.Close className="absolute top-3 -right-11 grid size-9 place-items-center rounded-control bg-surface" aria-label="Close menu">
                <X aria-hidden="true" className="size-5" />
              </Dialog.Close>
              <Rail {...data} onSearch={() => search(true)} />
            </Dialog.Content>
          </Dialog.Portal>
        </Dialog.Root>
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
          {children}
        </div>
        <Toaster />
        {wasSearched && <CommandMenu {...data} isOpen={isSearching} onOpenChange={search} />}
      </div>
    </ShellContext>
  );
}
