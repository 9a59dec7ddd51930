/** Which parts of the product a host serves. */
export type Part = "app" | "api" | "cancel";

interface Urls {
  APP_URL: string;
  API_URL: string;
  CANCEL_URL: string;
}

/** The part a path belongs to; null: every host serves it. */
export function partOf(path: string): Part | null {
  if (path === "/api/health") return null;
  if (path === "/api/v1" || path.startsWith("/api/v1/")) return "api";
  if (path.startsWith("/s/") || path.startsWith("/.well-known/")) return "cancel";
  return "app";
}

/**
 * Whether the host of a request may answer a path. Where the three addresses are one, any Host header will do; where they
 * differ, each serves only its own paths and an unknown host serves nothing but liveness.
 */
export function hostDispatch(urls: Urls): (hostHeader: string | undefined, path: string) => boolean {
  const hosts: [string, Part][] = [
    [new URL(urls.APP_URL).host, "app"],
    [new URL(urls.API_URL).host, "api"],
    [new URL(urls.CANCEL_URL).host, "cancel"],
  ];
  if (new Set(hosts.map(([host]) => host)).size === 1) return () => true;
  const parts = new Map<string, Set<Part>>();
  for (const [host, part] of hosts) parts.set(host, (parts.get(host) ?? new Set()).add(part));
  return (hostHeader, path) => {
    const part = partOf(path);
    return part === null || (parts.get((hostHeader ?? "").toLowerCase())?.has(part) ?? false);
  };
}
