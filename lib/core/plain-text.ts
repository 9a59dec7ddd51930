/** The three questions about characters that nobody types on purpose. Nobody else decides them. */

/** PostgreSQL has no character 0, and half a surrogate pair is no text. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Whether a text holds any control character, line breaks and tabs among them. */
export function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/** Control characters but for tab and line breaks, and those that turn the direction of the text around them: no name needs them, and they lie. */
const UNWANTED = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** Whether people may have typed it; for what they name, search and sign in with. Implies that it can be stored. */
export function isPlainText(text: string): boolean {
  return !UNWANTED.test(text) && isStorable(text);
}

/** Dotted path of the first text in a value, however deep, that is not plain; null when there is none. */
export function unwantedTextAt(value: unknown, path = ""): string | null {
  if (typeof value === "string") return isPlainText(value) ? null : path;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unwantedTextAt(inner, path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
