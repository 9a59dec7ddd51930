import { isIPv6 } from "node:net";

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

/** Who is limited: an IPv4 address, or the /64 of an IPv6 address, since whoever has one of its addresses has them all. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.includes(".")) return ip;
  const [head = "", tail] = (ip.split("%")[0] as string).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
