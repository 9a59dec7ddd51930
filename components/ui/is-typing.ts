/** Whether keys pressed on `target` are text or belong to an open layer, so that single-letter shortcuts must keep still. */
export function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu][data-state=open]") !== null) return true;
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select") !== null);
}
