import { type Page, sections, settingsPages } from "#components/shell/navigation.ts";
import { pageRoutes, redirectingPages } from "#lib/testing/pages.ts";

/** What the navigation leads to, with the permission that it names; without what only leads on. */
export function navigationPages(): Page[] {
  const shown = new Set(pageRoutes().filter((route) => !redirectingPages.includes(route)));
  const byPath = new Map([...sections.flat(), ...settingsPages].map((page) => [page.path, page]));
  return [...byPath.values()].filter(({ path }) => shown.has(`/dashboard/[workspace]${path}`));
}
