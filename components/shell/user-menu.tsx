import { CircleUser } from "lucide-react";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "#components/ui/menu.tsx";
import type { ShellData } from "./shell-data.ts";
import { ThemeChoice } from "./theme-choice.tsx";

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ email, isOperator, theme }: Pick<ShellData, "email" | "isOperator" | "theme">) {
  const trigger = (
    <button
      type="button"
      className="flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-control px-2 text-13 text-muted hover:bg-surface hover:text-ink data-[state=open]:bg-surface"
    >
      <CircleUser aria-hidden="true" className="size-4 shrink-0" />
      <span className="truncate">{email ?? "Visitor"}</span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>Theme</MenuLabel>
      <ThemeChoice theme={theme} />
      <MenuSeparator />
      {email === null ? (
        <MenuItem href="/sign-in">Sign in</MenuItem>
      ) : (
        <>
          <MenuItem href="/dashboard/account">Your account</MenuItem>
          {isOperator && <MenuItem href="/operator">Health of this installation</MenuItem>}
          <MenuItem onSelect={() => (document.getElementById("sign-out") as HTMLFormElement).requestSubmit()}>Sign out</MenuItem>
        </>
      )}
    </Menu>
  );
}
