/** What may stand in a message and must not be kept: passwords in addresses, keys of ours, tokens in links, and anything as long as one. */
const SECRETS: [RegExp, string][] = [
  [/(:\/\/)[^\s/@]+@/g, "$1…@"],
  [/([?&#][\w-]*(?:token|code|key|secret)[\w-]*=)[^\s&#"']+/gi, "$1…"],
  [/\b(rb[a-z]{0,2}_|whsec_|sk_|Bearer )[\w+/=-]+/g, "$1…"],
  [/[\w+/=-]{40,}/g, "…"],
];

/** Names that tell nobody anything: our own refusals are whole sentences. */
const PLAIN: ReadonlySet<string> = new Set(["Error", "DomainError"]);

/** An error as one line for operators, without secrets; at most 500 characters. */
export function errorText(error: unknown): string {
  const message = error instanceof Error ? `${PLAIN.has(error.name) ? "" : `${error.name}: `}${error.message}` : String(error);
  return SECRETS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message)
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);
}
