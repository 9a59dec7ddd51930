/** Where the dialog before this one would have led back to. */
let before: HTMLElement | null = null;

/** What had the focus when a dialog opened; where one dialog follows another, what opened the first. */
export function openerOf(active: Element | null): HTMLElement | null {
  if (active instanceof HTMLElement && active !== document.body) before = active;
  return before;
}

/** Gives the focus back. What opened the dialog may be gone by now, as the row of what was deleted is: then to the page's content, never to its top. */
export function returnFocus(opener: HTMLElement | null): void {
  if (opener?.isConnected) {
    opener.focus();
    return;
  }
  const content = document.querySelector<HTMLElement>("main");
  if (content === null) return;
  content.tabIndex = -1;
  content.focus();
}
