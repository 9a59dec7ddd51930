/** Control characters but for tab and line breaks, and those that turn the direction of the text around them: no name needs them, and they lie. */
const UNWANTED = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** Dotted path of the first text in a value, however deep, that holds an unwanted character; null when there is none. */
export function unwantedTextAt(value: unknown, path = ""): string | null {
  if (typeof value === "string") return UNWANTED.test(value) ? path : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unwantedTextAt(inner, path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
