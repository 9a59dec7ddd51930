"use client";

import { Command } from "cmdk";
import { usePathname, useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type RefObject, useEffect, useRef } from "react";
import "#components/ui/style-nonce.ts";
import { sections, settingsPages } from "#lib/core/dashboard-pages.ts";
import { useSandbox } from "./environment.tsx";
import { pageHref } from "./navigation.ts";
import { searchFrame } from "./search-frame.ts";
import type { ShellData } from "./shell-data.ts";

interface Props extends ShellData {
  isOpen: boolean;
  onOpenChange(open: boolean): void;
  typed: string;
  onType(typed: string): void;
  /** Enter was pressed before this was there. */
  mustEnter: boolean;
  /** What gets the focus back. */
  opener: RefObject<Element | null>;
}

const group = "not-first:mt-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted";
const item = "flex min-h-9 cursor-default items-center rounded-control px-2 text-14 data-[selected=true]:bg-accent-wash";

/** Everything by its name: pages, workspaces, the other environment, and a customer or event by its id. */
export function CommandMenu({ isOpen, onOpenChange, typed, onType, mustEnter, opener, workspace, workspaces, allowed }: Props) {
  const router = useRouter();
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const go = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  const pages = [...sections.flat().filter(({ path }) => path !== "/settings"), ...settingsPages].filter(({ permission }) => allowed.includes(permission));
  const nameOf = (path: string, label: string) => (path.startsWith("/settings") ? `Settings: ${label}` : label);
  useEffect(() => {
    if (!mustEnter) return;
    // The list chooses its first fitting line after it has been drawn.
    const frame = requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("[cmdk-item][data-selected=true]")?.click());
    return () => cancelAnimationFrame(frame);
  }, [mustEnter]);

  const query = typed.trim();
  // Pages have plain names; whoever types a digit or an underscore looks for an id.
  const looksLikeId = /[\d_]/.test(query);
  const find = query !== "" && (
    <Command.Group heading="Cancellations" className={group} forceMount>
      <Command.Item
        forceMount
        value={`find ${query}`}
        className={item}
        onSelect={() => go(`/dashboard/${workspace.slug}/cancellations?${new URLSearchParams({ q: query, ...(isSandbox && { env: "sandbox" }) })}`)}
      >
        <span className="truncate">Find “{query}”</span>
      </Command.Item>
    </Command.Group>
  );
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={searchFrame.scrim} />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // Its own way would select what was typed already, and the next key would replace it.
            event.preventDefault();
            input.current?.focus();
            input.current?.setSelectionRange(typed.length, typed.length);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className={searchFrame.box}
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <Command label="Search" loop>
            <Command.Input ref={input} value={typed} onValueChange={onType} placeholder={searchFrame.placeholder} className={searchFrame.input} />
            <Command.List ref={list} className="max-h-[50vh] overflow-y-auto p-2">
              {looksLikeId && find}
              <Command.Group heading="Pages" className={group}>
                {pages.map(({ path, label }) => (
                  <Command.Item key={path} value={nameOf(path, label)} className={item} onSelect={() => go(pageHref(workspace.slug, path, isSandbox))}>
                    {nameOf(path, label)}
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Environment" className={group}>
                <Command.Item className={item} onSelect={() => go(isSandbox ? pathname : `${pathname}?env=sandbox`)}>
                  Switch to {isSandbox ? "prod" : "sandbox"}
                </Command.Item>
              </Command.Group>
              {workspaces.length > 1 && (
                <Command.Group heading="Workspaces" className={group}>
                  {workspaces
                    .filter(({ slug }) => slug !== workspace.slug)
                    .map(({ slug, name }) => (
                      <Command.Item key={slug} value={`Workspace ${name} ${slug}`} className={item} onSelect={() => go(`/dashboard/${slug}`)}>
                        <span dir="auto" className="truncate">
                          {name}
                        </span>
                      </Command.Item>
                    ))}
                </Command.Group>
              )}
              {!looksLikeId && find}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
