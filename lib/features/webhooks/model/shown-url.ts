/** An endpoint's address where people other than its owner read it (audit log, mails): a secret in its query stays out. */
export function shownUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}
