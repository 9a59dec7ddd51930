import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";

/** Signing in over HTTP, as a browser does it: the form's token and cookie first, then the post. */

const email = `${randomUUID()}@example.com`;
const password = "correct horse battery";

beforeAll(async () => {
  const { slug } = await cliJson<{ slug: string }>("workspace", "create", "--name", "Sign in", "--plan", "core");
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", slug, "--role", "owner");
});

interface Attempt {
  email?: string;
  password?: string;
  headers?: Record<string, string>;
  /** Cookie of the session that the browser has already. */
  session?: string;
  /** Instead of the form's own token. */
  csrfToken?: string;
  callbackUrl?: string;
}

async function attempt(url: string, given: Attempt = {}): Promise<{ status: number; location: string | null; cookies: string[]; headers: Headers }> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const cookie = asked.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const body = new URLSearchParams({ csrfToken: given.csrfToken ?? csrfToken, email: given.email ?? email, password: given.password ?? password });
  if (given.callbackUrl !== undefined) body.set("callbackUrl", given.callbackUrl);
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: given.session === undefined ? cookie : `${cookie}; ${given.session}`, ...given.headers },
    body,
  });
  return { status: answer.status, location: answer.headers.get("location"), cookies: answer.headers.getSetCookie(), headers: answer.headers };
}

const session = (cookies: string[]) => cookies.find((line) => /^[\w-]*retentbase-session=./.test(line));

describe("signing in", () => {
  it("sets a cookie that scripts cannot read, and leads to the dashboard by a relative address", async () => {
    const { status, location, cookies, headers } = await attempt(baseUrl());
    expect([status, location, headers.get("cache-control")]).toEqual([302, "/dashboard", "no-store"]);
    expect(session(cookies)).toMatch(/^retentbase-session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const token = session(cookies)?.split(";")[0] as string;
    const page = await fetch(`${baseUrl()}/dashboard`, { headers: { cookie: token }, redirect: "manual" });
    expect(page.headers.get("location")).toMatch(/^\/dashboard\/[\w-]+$/);
  });

  it("ends the session that the same browser had, and no other; a failed attempt ends none", async () => {
    const opened = async (given: Attempt = {}) => session((await attempt(baseUrl(), given)).cookies)?.split(";")[0] as string;
    const isOpen = async (cookie: string) => {
      const { headers } = await fetch(`${baseUrl()}/dashboard`, { headers: { cookie }, redirect: "manual" });
      return headers.get("location")?.startsWith("/dashboard/") ?? false;
    };
    const [here, elsewhere] = [await opened(), await opened()];
    await attempt(baseUrl(), { password: "wrong", session: here });
    expect(await isOpen(here)).toBe(true);
    const next = await opened({ session: here });
    expect(await Promise.all([here, elsewhere, next].map(isOpen))).toEqual([false, true, true]);
  });

  it("starts no session for a wrong password, an unknown e-mail, or a form without its token", async () => {
    for (const given of [{ password: "wrong" }, { email: "nobody@example.com" }]) {
      const { location, cookies } = await attempt(baseUrl(), given);
      expect([location, session(cookies)]).toEqual(["/api/auth/error?error=unauthenticated", undefined]);
    }
    const { location, cookies } = await attempt(baseUrl(), { csrfToken: "made-up" });
    expect([location, session(cookies)]).toEqual(["/api/auth/signin?csrf=true", undefined]);
  });

  it("leads to no other host, however it is spelled", async () => {
    const { host, origin } = new URL(baseUrl());
    for (const callbackUrl of [`/.//${host}//a//evil.example/phish`, "/.//a//evil.example/phish", `${origin}//a//evil.example`, "//evil.example"]) {
      const { location } = await attempt(baseUrl(), { callbackUrl });
      expect([callbackUrl, location]).toEqual([callbackUrl, "/dashboard"]);
    }
  });

  it("takes forms alone, and small ones", async () => {
    const post = (headers: Record<string, string>, body: string) => fetch(`${baseUrl()}/api/auth/callback/credentials`, { method: "POST", headers, body });
    expect((await post({ "content-type": "application/json" }, "{")).status).toBe(415);
    expect((await post({ "content-type": "application/x-www-form-urlencoded" }, `email=${"x".repeat(70_000)}`)).status).toBe(413);
  });

  it("serves no more of next-auth than the form needs", async () => {
    for (const [method, path] of [
      ["GET", "session"],
      ["GET", "providers"],
      ["GET", "signout"],
      ["POST", "signout"],
      ["POST", "_log"],
      ["POST", "session"],
      ["POST", "signin/credentials"],
      ["GET", "callback/credentials"],
    ]) {
      const answer = await fetch(`${baseUrl()}/api/auth/${path}`, { method });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
  });
});

describe("on a server with limits of its own, behind https", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { RATE_LIMIT_SIGN_IN: "1:3", TRUST_PROXY: "1", APP_URL: "https://app.example.com" } });
  });
  afterAll(() => server?.stop());

  const from = (ip: string) => ({ "x-forwarded-for": ip });
  const limited = "/api/auth/error?error=rate_limited";

  it("binds its cookies to the host", async () => {
    const { cookies } = await attempt(server.url, { headers: from("192.0.2.1") });
    expect(session(cookies)).toMatch(/^__Host-retentbase-session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    expect(cookies.every((line) => line.startsWith("__Host-") && line.includes("; Secure"))).toBe(true);
  });

  /** Twelve attempts at once: three pass, and one more for each second they take. */
  async function expectLimited(given: (i: number) => Attempt): Promise<void> {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => attempt(server.url, given(i))));
    const refused = answers.filter(({ location }) => location === limited).length;
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(9);
  }

  it("limits attempts on one account from anywhere", async () => {
    const address = `${randomUUID()}@example.com`;
    await expectLimited((i) => ({ email: i % 2 === 0 ? address : address.toUpperCase(), headers: from(`192.0.2.${10 + i}`) }));
  });

  it("limits attempts from one address on any account, and nobody else's", async () => {
    await expectLimited(() => ({ email: `${randomUUID()}@example.com`, headers: from("192.0.2.99, 198.51.100.7") }));
    expect((await attempt(server.url, { email: `${randomUUID()}@example.com`, headers: from("198.51.100.8") })).location).not.toBe(limited);
  });
});
