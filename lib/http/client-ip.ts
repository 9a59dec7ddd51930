/**
 * The address of the client behind `proxies` trusted proxies (TRUST_PROXY): the entry that the outermost of them appended
 * to X-Forwarded-For. With none trusted the header is ignored, since anybody can write it.
 */
export function clientIp(socketAddress: string, forwardedFor: string | undefined, proxies: number): string {
  if (proxies === 0 || forwardedFor === undefined) return socketAddress;
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  return hops[Math.max(0, hops.length - proxies)] || socketAddress;
}

/** The same for pages and actions: the server puts the client's address last, where a proxy in between appended to the header. */
export function callerIp(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
