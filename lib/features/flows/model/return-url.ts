import type { Environment } from "#lib/core/context.ts";
import { isLoopback } from "#lib/core/loopback.ts";

const LONGEST = 2_048;

/**
 * A return address, parsed once by the URL standard and written anew from what was parsed, so that nobody can read it in another way.
 * https only; in sandbox also http to this machine. No user name, no password.
 * @returns the address, or what is wrong with it ("must …")
 */
export function parseReturnUrl(text: string, environment: Environment): { url: URL } | { fault: string } {
  // The parser drops tabs and line breaks and repairs backslashes; whoever sends such has something in mind.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  if (/[\u0000-\u0020\u007f\\]/.test(text)) return { fault: "must not contain spaces, control characters or backslashes" };
  if (!URL.canParse(text)) return { fault: "must be a whole address such as https://app.example.com/account" };
  const url = new URL(text);
  // As it is kept: letters beyond ASCII take three characters each and more.
  if (url.href.length > LONGEST) return { fault: `must be at most ${LONGEST.toLocaleString("en")} characters, as browsers write it` };
  if (url.username !== "" || url.password !== "") return { fault: "must not contain a user name or password" };
  if (url.hostname === "" || url.hostname.endsWith(".")) return { fault: "must name a host without a closing dot" };
  const isLocal = url.protocol === "http:" && isLoopback(url.hostname);
  if (url.protocol !== "https:" && !isLocal) return { fault: "must begin with https://" };
  if (isLocal && environment === "prod") return { fault: "must begin with https:// in prod; http to this machine works in sandbox" };
  return { url };
}

/** An origin for the list, as the URL standard writes it, or what is wrong with it. */
export function parseReturnOrigin(text: string): { origin: string } | { fault: string } {
  const parsed = parseReturnUrl(text.trim(), "sandbox");
  if ("fault" in parsed) return parsed;
  const { url } = parsed;
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return { fault: "must be an origin alone, such as https://app.example.com, without a path" };
  return { origin: url.origin };
}

/** Whether an address may be returned to: its exact origin is on the list. */
export function isAllowedReturn(url: URL, origins: readonly string[]): boolean {
  return origins.includes(url.origin);
}
