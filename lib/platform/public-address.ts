import dns from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Whether a host, without brackets and closing dot, names this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** IANA's special-purpose registries. */
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(net, bits, "ipv4");
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(net, bits, "ipv6");

/** Whether a host is the address of no public endpoint; false for names. */
export function isSpecialAddress(host: string): boolean {
  const family = isIP(host);
  if (family === 4) return special.check(host, "ipv4");
  return family === 6 && (special.check(host, "ipv6") || !globalUnicast.check(host, "ipv6"));
}

/** What a name leads to is not public. */
export class PrivateAddressError extends Error {}

/** A look-up that refuses a name of which any address is special; it guards the very look-up that is dialled. */
export function publicLookup(lookup: LookupFunction = dns.lookup): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      const addresses = typeof address === "string" ? [address] : (address ?? []).map((entry) => entry.address);
      if (error === null && addresses.some(isSpecialAddress)) return callback(new PrivateAddressError(), "", 0);
      callback(error, address, family);
    });
}
