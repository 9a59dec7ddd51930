/** Where the focus goes once a form was refused: its first field at fault. What belongs to no field is read out from its head instead. */
export function focusFirstFault(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
