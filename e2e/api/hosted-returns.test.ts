import { beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { linkOf, press, visit } from "#lib/testing/hosted-visitor.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Nobody is led anywhere but to an allowed origin, however an address is written: refused, or exactly that origin. */

const ALLOWED = "https://shop.example.com";

let api: ApiClient;

beforeAll(async () => {
  const workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
  api = apiClient(workspace.apiKey);
});

const spellings: [name: string, returnUrl: string][] = [
  ["another host", "https://evil.example/"],
  ["a backslash before the host's end", "https://evil.example\\@shop.example.com/"],
  ["a backslash after the allowed host", "https://shop.example.com\\@evil.example/"],
  ["backslashes for slashes", "https:\\\\evil.example\\"],
  ["no scheme", "//evil.example/"],
  ["no scheme, three slashes", "///evil.example/"],
  ["a path alone", "/account"],
  ["one slash after the scheme", "https:/evil.example/"],
  ["no slash after the scheme", "https:evil.example"],
  ["a user that looks like the host", "https://shop.example.com@evil.example/"],
  ["a user and password", "https://user:pass@shop.example.com/"],
  ["a password that looks like a port", "https://shop.example.com:443@evil.example/"],
  ["a trailing dot", "https://shop.example.com./"],
  ["the allowed host as a sub-domain of another", "https://shop.example.com.evil.example/"],
  ["the allowed host as the end of another", "https://evilshop.example.com/"],
  ["a sub-domain of the allowed host", "https://evil.shop.example.com/"],
  ["the parent of the allowed host", "https://example.com/"],
  ["letters that look alike (Cyrillic)", "https://shоp.example.com/"],
  ["full-width letters, which mean the allowed host", "https://ｓｈｏｐ.example.com/"],
  ["an ideographic full stop, which means a dot", "https://shop。example。com/"],
  ["an internationalised host", "https://xn--shp-fdd.example.com/"],
  ["%2e for a dot, which means one", "https://shop%2eexample%2ecom/"],
  ["%2f before another host", "https://shop.example.com%2f@evil.example/"],
  ["%00 in the host", "https://shop.example.com%00.evil.example/"],
  ["capital letters, which mean the allowed host", "HTTPS://SHOP.EXAMPLE.COM/Account"],
  ["its own port", "https://shop.example.com:443/x"],
  ["another port", "https://shop.example.com:8443/"],
  ["port 0", "https://shop.example.com:0/"],
  ["http", "http://shop.example.com/"],
  ["blob:", "blob:https://shop.example.com/5f1c"],
  ["filesystem:", "filesystem:https://shop.example.com/x"],
  ["javascript:", "javascript:alert(1)//https://shop.example.com/"],
  ["javascript: with a host", "javascript://shop.example.com/%0aalert(1)"],
  ["data:", "data:text/html,<script>alert(1)</script>"],
  ["a tab in the scheme", "ht\ttps://evil.example/"],
  ["a tab before the host's end", "https://shop.example.com\t.evil.example/"],
  ["a line break in the host", "https://shop.example.com\n.evil.example/"],
  ["a line break and a header", "https://shop.example.com/\r\nLocation: https://evil.example/"],
  ["white space at both ends", "  https://shop.example.com/  "],
  ["a zero-width space in the host, which means nothing", "https://shop\u200b.example.com/"],
  ["a soft hyphen in the host, which means nothing", "https://sh\u00adop.example.com/"],
  ["right-to-left override", "https://\u202eshop.example.com/"],
  ["a path that climbs", "https://shop.example.com/a/../../..//evil.example/"],
  ["a path of two slashes", "https://shop.example.com//evil.example/"],
  ["a fragment with another address", "https://shop.example.com/#@evil.example/"],
  ["a query with another address", "https://shop.example.com/?next=https://evil.example/"],
  ["this machine in prod", "http://localhost:3000/"],
  ["an address for the host", "https://127.0.0.1/"],
  ["an address in one number", "https://2130706433/"],
  ["nothing", ""],
];

/** What leads to the allowed origin, told once so that a change in either direction is seen. */
const leadThere = new Set([
  "full-width letters, which mean the allowed host",
  "an ideographic full stop, which means a dot",
  "%2e for a dot, which means one",
  "capital letters, which mean the allowed host",
  "its own port",
  "a zero-width space in the host, which means nothing",
  "a soft hyphen in the host, which means nothing",
  "a path that climbs",
  "a path of two slashes",
  "a fragment with another address",
  "a query with another address",
]);

describe("returnUrl", () => {
  it.each(spellings)("%s", async (name, returnUrl) => {
    const answer = await api.call("POST", "/cancel-link", { body: { userId: `u ${name}`, customerType: "b2b", region: "US-TX", returnUrl } });
    if (!leadThere.has(name)) {
      expect([answer.status, answer.body.errors?.map(({ path }) => path)]).toEqual([400, ["returnUrl"]]);
      return;
    }
    expect(answer.status, answer.text).toBe(200);
    const { url } = linkOf(answer);
    await visit(url);
    const away = await press(url, "", "leave");
    expect(away.status).toBe(303);
    const location = away.headers.get("location") ?? "";
    expect(location.startsWith(`${ALLOWED}/`)).toBe(true);
    expect(new URL(location).origin).toBe(ALLOWED);
    // As an old or careless client would read it.
    expect(location).toMatch(/^https:\/\/shop\.example\.com\/[\x21-\x7e]*$/);
    expect(away.headers.get("content-security-policy")).not.toContain("evil");
  });

  it("of this machine works in sandbox alone, and only where it is allowed", async () => {
    const ask = (environment: string) => api.call("POST", "/cancel-link", { body: { userId: "u", environment, returnUrl: "http://localhost:3000/" } });
    for (const environment of ["prod", "sandbox"]) expect((await ask(environment)).status).toBe(400);
  });

  it("is taken from the call, whatever the customer adds to the link", async () => {
    const { url } = linkOf(await api.call("POST", "/cancel-link", { body: { userId: "u", customerType: "b2b", region: "US-TX" } }));
    await visit(url);
    const evil = "https://evil.example/";
    for (const name of ["returnUrl", "return_url", "next", "redirect"]) {
      const away = await press(`${url}?${name}=${encodeURIComponent(evil)}`, "", "leave", { [name]: evil });
      expect(away.headers.get("location")).toBe("https://shop.example.com/account?from=cancel");
    }
  });
});
