import { describe, expect, it } from "vitest";

/** What every page carries, whoever asks. */

/** The style sheet of the toasts, which comes without a nonce. */
const TOAST_STYLES = ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='"];

const server = process.env.TEST_SERVER_URL as string;
const pages = ["/", "/sign-in", "/docs/errors", "/dashboard", "/dashboard/nobody/cancellations", "/nothing-here"];
const get = (path: string, headers: Record<string, string> = {}) => fetch(server + path, { redirect: "manual", headers });
const policyOf = (response: Response) =>
  new Map(
    (response.headers.get("content-security-policy") ?? "").split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values];
    }),
  );

describe("a page", () => {
  it.each(pages)("%s forbids everything but its own scripts, by nonce", async (path) => {
    const policy = policyOf(await get(path));
    const [nonce] = policy.get("script-src") ?? [];
    expect(nonce).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/);
    expect([...policy]).toEqual([
      ["default-src", ["'self'"]],
      ["script-src", [nonce, "'strict-dynamic'"]],
      ["style-src", ["'self'", nonce, ...TOAST_STYLES]],
      ["style-src-attr", ["'unsafe-inline'"]],
      ["img-src", ["'self'", "data:"]],
      ["font-src", ["'self'"]],
      ["connect-src", ["'self'"]],
      ["object-src", ["'none'"]],
      ["base-uri", ["'none'"]],
      ["form-action", ["'self'"]],
      ["frame-ancestors", ["'none'"]],
    ]);
  });

  it.each(pages)("%s has every other header", async (path) => {
    const { headers } = await get(path);
    expect(Object.fromEntries(["x-content-type-options", "x-frame-options", "referrer-policy"].map((name) => [name, headers.get(name)]))).toEqual({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.has("x-powered-by")).toBe(false);
  });

  it("carries the nonce on each of its scripts, and another one each time", async () => {
    const answers = await Promise.all([get("/sign-in?callbackUrl=/dashboard"), get("/sign-in?callbackUrl=/dashboard")]);
    const nonces = answers.map((answer) => policyOf(answer).get("script-src")?.[0]);
    expect(new Set(nonces).size).toBe(2);
    for (const [i, answer] of answers.entries()) {
      const scripts = [...(await answer.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length).toBeGreaterThan(0);
      for (const tag of scripts) expect(`'${/nonce="([^"]+)"/.exec(tag)?.[1]}'`.replace("'", "'nonce-")).toBe(nonces[i]);
    }
  });

  it("takes neither policy nor nonce from the caller", async () => {
    const answer = await get("/sign-in?callbackUrl=/dashboard", {
      "x-nonce": "mine",
      "content-security-policy": "script-src 'nonce-mine'",
      "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    });
    expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'nonce-[A-Za-z0-9+/]{22}=='/);
    expect(await answer.text()).not.toContain("mine");
  });

  it("scales no pictures", async () => {
    expect((await get("/_next/image?url=%2Ficon.svg&w=64&q=75")).status).toBe(404);
  });
});
