"use client";

import { Command } from "cmdk";
import { usePathname, useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { sections, settingsPages } from "#lib/core/dashboard-pages.ts";
import { useSandbox } from "./environment.tsx";
import { pageHref } from "./navigation.ts";
import type { ShellData } from "./shell-data.ts";

interface Props extends ShellData {
  isOpen: boolean;
  onOpenChange(open: boolean): void;
}

const group = "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-muted";
const item = "flex min-h-9 cursor-default items-center rounded-control px-2 text-14 data-[selected=true]:bg-accent-wash";

/** Everything by its name: pages, workspaces, the other environment, and a customer or event by its id. */
export function CommandMenu({ isOpen, onOpenChange, workspace, workspaces, allowed }: Props) {
  const router = useRouter();
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const [typed, setTyped] = useState("");
  const go = (href: string) => {
    onOpenChange(false);
    setTyped("");
    router.push(href);
  };
  const pages = [...sections.flat().filter(({ path }) => path !== "/settings"), ...settingsPages].filter(({ permission }) => allowed.includes(permission));
  const nameOf = (path: string, label: string) => (path.startsWith("/settings") ? `Settings: ${label}` : label);
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
        <Dialog.Overlay className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <Command label="Search" loop>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Go to a page, or type a customer’s or event’s id"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-16 focus-visible:-outline-offset-2 placeholder:text-muted"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-2">
              <Command.Empty className="px-2 py-3 text-muted">Nothing has this name.</Command.Empty>
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
