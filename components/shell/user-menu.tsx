import { CircleUser } from "lucide-react";
import Link from "next/link";
import { Menu, MenuItem, MenuLabel, MenuLine } from "./menu.tsx";
import type { ShellData } from "./shell-data.ts";
import { ThemeChoice } from "./theme-choice.tsx";

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ email, theme }: Pick<ShellData, "email" | "theme">) {
  const trigger = (
    <button type="button" className="flex min-h-9 w-full items-center gap-2 rounded-control px-2 text-13 text-muted hover:bg-surface hover:text-ink">
      <CircleUser aria-hidden="true" className="size-4 shrink-0" />
      <span className="truncate">{email ?? "Visitor"}</span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>Theme</MenuLabel>
      <ThemeChoice theme={theme} />
      <MenuLine />
      {email === null ? (
        <MenuItem>
          <Link href="/sign-in">Sign in</Link>
        </MenuItem>
      ) : (
        <>
          <MenuItem>
            <Link href="/dashboard/account" prefetch={false}>
              Your account
            </Link>
          </MenuItem>
          <MenuItem onSelect={() => (document.getElementById("sign-out") as HTMLFormElement).requestSubmit()}>Sign out</MenuItem>
        </>
      )}
    </Menu>
  );
}
