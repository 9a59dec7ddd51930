/** Text that is HTML already. Told apart by its class, so nothing that comes as data (JSON, a form) can pass for it. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, lists are joined, nothing shows as nothing. */
export type Content = Raw | string | number | null | undefined | false | readonly Content[];

export const NOTHING = new Raw("");

/**
 * HTML of a template. A hole may stand in text or in an attribute's value in double quotes, nowhere else; an address passes
 * through `safeAddress` first.
 */
export function html(strings: TemplateStringsArray, ...values: Content[]): Raw {
  let text = strings[0] ?? "";
  for (let i = 0; i < values.length; i++) text += textOf(values[i]) + (strings[i + 1] ?? "");
  return new Raw(text);
}

/** Our own constant HTML, such as a style sheet; never a value from outside. */
export function trusted(text: string): Raw {
  return new Raw(text);
}

function textOf(value: Content): string {
  if (value instanceof Raw) return value.text;
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  if (value === null || value === undefined || value === false) return "";
  let text = "";
  for (const item of value) text += textOf(item);
  return text;
}

const SPECIAL = /[&<>"'\0]/;
// A null character would be an error of the page's syntax; it becomes what a browser shows for it.
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\0": "\ufffd" };

/** Text safe in HTML text and in quoted attributes. */
export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"'\0]/g, (character) => ENTITIES[character] ?? "") : text;
}

// A class of its own for ASCII: it is what nearly all addresses are, and it is quick.
const PLAIN_ADDRESS = /^(?:[!-[\]-~]|(?![\p{Cc}\s])[^\0-\x7f])+$/u;
const LED_TO = /^(?:https:\/\/[^/?#]|mailto:[^?]|\/(?!\/)|[?#])/i;

/**
 * The address if a page may lead to it: https, mailto, or a path of the same host; else null. What browsers skip in addresses
 * (white space, control characters, backslashes read as slashes) is refused, not repaired.
 */
export function safeAddress(address: string | null): string | null {
  if (address === null || !PLAIN_ADDRESS.test(address)) return null;
  return LED_TO.test(address) ? address : null;
}

const THIS_MACHINE = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?(\/|$)/;

/** The same for the way back to a merchant; in sandbox that may be a server on the developer's own machine, over http. */
export function returnAddress(address: string | null, isSandbox: boolean): string | null {
  if (isSandbox && address !== null && PLAIN_ADDRESS.test(address) && THIS_MACHINE.test(address)) return address;
  return safeAddress(address);
}
