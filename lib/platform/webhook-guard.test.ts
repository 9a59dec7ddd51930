import { createServer } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { isSpecialAddress } from "#lib/platform/public-address.ts";
import { checkWebhookUrl, sendWebhook } from "#lib/platform/webhook-client.ts";
import { useSettings } from "#lib/testing/settings.ts";

/** Nobody reaches this machine or a private network through a webhook, however it is written. */

const call = { id: "msg_x", at: Date.now(), body: "{}", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" };
const refusal = /leads to this machine or a private network/;

beforeAll(() => useSettings({ NODE_ENV: "production" }));

/** Names lead where we say, as those of an attacker do. */
function leadsTo(...answers: string[][]): LookupFunction {
  let turn = 0;
  return (_hostname, options, callback) => {
    const addresses = (answers[Math.min(turn++, answers.length - 1)] as string[]).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0]?.address as string, addresses[0]?.family);
  };
}

const spellings = [
  ...["127.0.0.1", "127.1", "127.0.0.1.", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001", "127.255.255.254"],
  ...["localhost", "LOCALHOST", "localhost.", "anything.localhost", "１２７.0.0.1", "127。0。0。1", "%6cocalhost"],
  ...["0.0.0.0", "0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255"],
  ...["169.254.169.254", "0xa9fea9fe", "2852039166", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
  ...["[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"],
  ...["[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]"],
];

describe("the URL of an endpoint", () => {
  it.each(spellings)("may not be https://%s", async (host) => {
    expect(() => checkWebhookUrl(`https://${host}/hooks`)).toThrow(
      expect.objectContaining({ code: "validation_failed", errors: [expect.objectContaining({ code: "private_address" })] }),
    );
    expect((await sendWebhook({ ...call, url: `https://${host}/hooks` })).error).toMatch(/private network/);
  });

  it.each([
    ["http://example.com", "https"],
    ["http://127.0.0.1", "https"],
    ["ftp://example.com", "https"],
    ["file:///etc/passwd", "https"],
    ["javascript:alert(1)", "https"],
    ["https://user@example.com", "userinfo"],
    ["https://user:password@example.com", "userinfo"],
    ["https://example.com/#part", "fragment"],
    ["https://example.com:0", "port"],
    ["https://example.com:65536", "format"],
    ["https://", "format"],
    ["example.com", "format"],
    ["", "format"],
    [`https://example.com/${"x".repeat(2048)}`, "too_long"],
  ])("may not be %s (%s)", (url, code) => {
    expect(() => checkWebhookUrl(url)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ path: "url", code })] }));
  });

  it.each([
    "https://example.com",
    "https://example.com:8443/a?b=c",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://xn--bcher-kva.example/",
    "https://example.com./",
  ])("may be %s", (url) => {
    expect(checkWebhookUrl(url).protocol).toBe("https:");
  });
});

describe("a name that leads inside", () => {
  const addresses = ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "198.18.0.1"];
  const sixes = ["::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "fc00::1", "fe80::1", "fec0::1"];

  it.each([...addresses, ...sixes])("to %s is not dialled", async (address) => {
    expect(isSpecialAddress(address)).toBe(true);
    const { status, error } = await sendWebhook({ ...call, url: "https://hooks.example/" }, { lookup: leadsTo([address]) });
    expect([status, error]).toEqual([null, expect.stringMatching(refusal)]);
    expect(error).not.toContain(address);
  });

  it("to a public and a private address is not dialled at all", async () => {
    const { error } = await sendWebhook({ ...call, url: "https://hooks.example/" }, { lookup: leadsTo(["203.0.114.1", "127.0.0.1"]) });
    expect(error).toMatch(refusal);
  });

  it("is looked up once, by the dial itself: nothing can change between a look and the dial", async () => {
    let connections = 0;
    let lookups = 0;
    const server = createServer();
    server.on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const inside = leadsTo(["127.0.0.1"]);
    const lookup: LookupFunction = (...given) => {
      lookups++;
      inside(...given);
    };
    const url = `https://hooks.example:${(server.address() as AddressInfo).port}/`;
    const { error } = await sendWebhook({ ...call, url }, { lookup });
    server.close();
    expect(error).toMatch(refusal);
    expect([lookups, connections]).toEqual([1, 0]);
  });
});
