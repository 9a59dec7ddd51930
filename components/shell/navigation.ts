/** The address of a workspace's page. Sandbox goes along in every link, so that nobody leaves it unawares. */
export function pageHref(slug: string, path: string, isSandbox: boolean): string {
  return `/dashboard/${slug}${path}${isSandbox ? "?env=sandbox" : ""}`;
}

/** Whether the address shown lies in a page: the overview only itself, every other page with all below it. */
export function isWithin(pathname: string, slug: string, path: string): boolean {
  const base = `/dashboard/${slug}${path}`;
  return pathname === base || (path !== "" && pathname.startsWith(`${base}/`));
}
