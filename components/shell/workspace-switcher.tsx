import { Check, ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import { Menu, MenuItem, MenuLabel, MenuLine } from "./menu.tsx";
import type { ShellData } from "./shell-data.ts";

/** The workspace's name; opens the list of the others. */
export function WorkspaceSwitcher({ workspace, workspaces, email }: Pick<ShellData, "workspace" | "workspaces" | "email">) {
  const name = (
    <>
      <span aria-hidden="true" className="grid size-6 shrink-0 place-items-center rounded-control bg-accent text-12 font-semibold text-on-accent">
        {[...workspace.name][0]?.toUpperCase()}
      </span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-left font-medium">
        {workspace.name}
      </span>
    </>
  );
  if (email === null) return <div className="flex min-h-9 items-center gap-2 px-2">{name}</div>;
  const trigger = (
    <button
      type="button"
      aria-label={`Workspace ${workspace.name}: switch`}
      className="flex min-h-9 w-full items-center gap-2 rounded-control px-2 text-14 hover:bg-surface data-[state=open]:bg-surface"
    >
      {name}
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map(({ slug, name }) => (
        <MenuItem key={slug}>
          <Link href={`/dashboard/${slug}`} prefetch={false} aria-current={slug === workspace.slug ? "true" : undefined}>
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {name}
            </span>
            {slug === workspace.slug && <Check aria-hidden="true" className="size-4 text-accent-text" />}
          </Link>
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem>
        <Link href="/dashboard/new" prefetch={false}>
          <Plus aria-hidden="true" className="size-4" /> Create a workspace
        </Link>
      </MenuItem>
    </Menu>
  );
}
