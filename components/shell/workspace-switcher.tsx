import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import type { ShellData } from "./shell-data.ts";

/** The workspace's name; opens the list of the others. */
export function WorkspaceSwitcher({ workspace, workspaces, email }: Pick<ShellData, "workspace" | "workspaces" | "email">) {
  const name = (
    <>
      <Avatar name={workspace.name} size="small" />
      <span dir="auto" className="min-w-0 flex-1 truncate text-left font-medium text-14">
        {workspace.name}
      </span>
    </>
  );
  if (email === null) return <div className="flex min-h-9 items-center gap-2 px-2">{name}</div>;
  const trigger = (
    <button
      type="button"
      aria-label={`Workspace ${workspace.name}: switch`}
      className="flex min-h-9 w-full cursor-pointer items-center gap-2 rounded-control px-2 hover:bg-surface data-[state=open]:bg-surface"
    >
      {name}
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map(({ slug, name }) => (
        <MenuItem key={slug} href={`/dashboard/${slug}`} icon={slug === workspace.slug ? <Check aria-label="Current" /> : <span className="size-4" />}>
          <span dir="auto">{name}</span>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem href="/dashboard/new" icon={<Plus aria-hidden="true" />}>
        Create a workspace
      </MenuItem>
    </Menu>
  );
}
