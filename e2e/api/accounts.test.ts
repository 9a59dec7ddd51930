import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";

/** What matters of accounts over HTTP: who is limited and who is not, what links do when they are only looked at, other providers. */

const password = "correct horse battery";
const newUser = async () => {
  const email = `${randomUUID()}@example.com`;
  const { slug } = await cliJson<{ slug: string }>("workspace", "create", "--name", "Accounts", "--plan", "core");
  await cliJson("user", "create", "--email", email, "--password", password, "--workspace", slug, "--role", "owner");
  return email;
};
const pair = (line: string) => line.split(";")[0] as string;
const cookieOf = (cookies: string[], name: string) => cookies.map(pair).find((line) => line.includes(`${name}=`));

interface Given {
  email: string;
  password?: string;
  ip?: string;
  cookie?: string;
}

async function attempt(url: string, given: Given) {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const cookie = [...asked.headers.getSetCookie().map(pair), given.cookie].filter(Boolean).join("; ");
  const headers: Record<string, string> = { cookie, ...(given.ip === undefined ? {} : { "x-forwarded-for": given.ip }) };
  const body = new URLSearchParams({ csrfToken, email: given.email, password: given.password ?? "wrong" });
  const answer = await fetch(`${url}/api/auth/callback/credentials`, { method: "POST", redirect: "manual", headers, body });
  return { location: answer.headers.get("location"), cookies: answer.headers.getSetCookie() };
}

const limited = "/api/auth/error?error=rate_limited";
const wrong = "/api/auth/error?error=unauthenticated";

describe("a stranger who tries an account from everywhere", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { RATE_LIMIT_SIGN_IN: "0.001:3", TRUST_PROXY: "1", APP_URL: "http://app.example.com" } });
  });
  afterAll(() => server?.stop());

  const attack = (email: string) => Promise.all(Array.from({ length: 12 }, (_, i) => attempt(server.url, { email, ip: `192.0.2.${i}` })));

  it("is slowed down, and does not shut out the owner's own browser", async () => {
    const email = await newUser();
    const { cookies } = await attempt(server.url, { email, password, ip: "198.51.100.1" });
    const device = cookieOf(cookies, "retentbase-device") as string;
    expect(cookies.find((line) => line.startsWith("retentbase-device="))).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    expect(decodeURIComponent(device)).not.toContain(email);

    // The owner's attempt was the first of three.
    expect((await attack(email)).filter(({ location }) => location === limited)).toHaveLength(10);
    const [stranger, owner] = await Promise.all([
      attempt(server.url, { email, password, ip: "198.51.100.2" }),
      attempt(server.url, { email, password, ip: "198.51.100.1", cookie: device }),
    ]);
    expect([stranger.location, owner.location]).toEqual([limited, "/dashboard"]);
  });

  it("gains nothing by a browser that is known for another account, or by a made-up cookie", async () => {
    const [email, own] = [await newUser(), await newUser()];
    const { cookies } = await attempt(server.url, { email: own, password, ip: "198.51.100.3" });
    const device = cookieOf(cookies, "retentbase-device") as string;
    await attack(email);
    const forged = `retentbase-device=x.${Buffer.alloc(32).toString("base64url")}`;
    const answers = await Promise.all(
      [device, forged, "retentbase-device=", "retentbase-device=a.b.c"].map((cookie) => attempt(server.url, { email, cookie, ip: "198.51.100.4" })),
    );
    expect(answers.map(({ location }) => location)).toEqual([limited, limited, limited, limited]);
  });

  it("cannot guess through a known browser either", async () => {
    const email = await newUser();
    const { cookies } = await attempt(server.url, { email, password, ip: "198.51.100.5" });
    const cookie = cookieOf(cookies, "retentbase-device") as string;
    const guesses = await Promise.all(Array.from({ length: 12 }, () => attempt(server.url, { email, cookie, ip: "198.51.100.5" })));
    expect(guesses.filter(({ location }) => location === limited)).toHaveLength(9);
  });
});

describe("a failed attempt", () => {
  it("keeps the e-mail for the form, and not the password; a success forgets it", async () => {
    const email = await newUser();
    const failed = await attempt(baseUrl(), { email, password: "hunter2 hunter2" });
    expect(failed.location).toBe(wrong);
    expect(JSON.stringify(failed.cookies)).not.toContain("hunter2");
    const typed = cookieOf(failed.cookies, "retentbase-typed-email") as string;
    const csrf = pair((await fetch(`${baseUrl()}/api/auth/csrf`)).headers.getSetCookie().find((line) => line.includes("csrf")) as string);
    const page = await (await fetch(`${baseUrl()}/sign-in?error=unauthenticated`, { headers: { cookie: `${typed}; ${csrf}` } })).text();
    expect(page).toContain(`value="${email}"`);
    const done = await attempt(baseUrl(), { email, password });
    expect(done.cookies.find((line) => line.includes("typed-email"))).toContain("Max-Age=0");
  });
});

describe("a mailed link", () => {
  it("is not used up by looking at it", async () => {
    const email = await newUser();
    const { url } = await cliJson<{ url: string }>("user", "reset-link", "--email", email);
    const path = new URL(url).pathname;
    for (const method of ["GET", "HEAD", "GET"]) expect((await fetch(`${baseUrl()}${path}`, { method })).status).toBe(200);
    const answer = await fetch(`${baseUrl()}${path}`);
    expect(await answer.text()).toContain(`value="${email}"`);
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("that does not work says so, and not why", async () => {
    for (const page of ["verify", "reset", "magic", "accept-invite"]) {
      for (const token of ["none", "x".repeat(64), "..%2f..", "%00"]) {
        const answer = await fetch(`${baseUrl()}/${page}/${token}`);
        expect([page, token, answer.status < 500]).toEqual([page, token, true]);
        if (answer.status === 200) expect(await answer.text()).toContain("This link does not work any more");
      }
    }
  });
});

describe("other providers", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { GOOGLE_CLIENT_ID: "google-id", GOOGLE_CLIENT_SECRET: "google-secret", APP_URL: "https://app.example.com" } });
  });
  afterAll(() => server?.stop());

  async function start(provider: string, headers: Record<string, string> = {}) {
    const asked = await fetch(`${server.url}/api/auth/csrf`);
    const { csrfToken } = (await asked.json()) as { csrfToken: string };
    return fetch(`${server.url}/api/auth/signin/${provider}`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: asked.headers.getSetCookie().map(pair).join("; "), ...headers },
      body: new URLSearchParams({ csrfToken, callbackUrl: "/dashboard/acme" }),
    });
  }

  it("lead to the provider, with a way back that is made from the settings and not from the request", async () => {
    const answer = await start("google", { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" });
    const location = new URL(answer.headers.get("location") as string);
    expect([answer.status, location.origin, location.pathname]).toEqual([302, "https://accounts.google.com", "/o/oauth2/v2/auth"]);
    expect(location.searchParams.get("redirect_uri")).toBe("https://app.example.com/api/auth/callback/google");
    expect(location.searchParams.get("client_id")).toBe("google-id");
    for (const check of ["state", "nonce", "code_challenge"]) expect(location.searchParams.get(check)).toMatch(/^[\w-]{43}$/);
    expect(answer.headers.get("location")).not.toContain("google-secret");
    const set = answer.headers.getSetCookie();
    for (const name of ["state", "pkce", "nonce"])
      expect(set.find((line) => line.startsWith(`__Host-retentbase-${name}=`))).toMatch(/HttpOnly; Secure; SameSite=Lax/);
  });

  it("are served only when they are set up, to our own forms alone", async () => {
    for (const provider of ["github", "credentials", "none"]) expect((await start(provider)).status).toBe(404);
    expect((await start("google", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await start("google", { origin: "https://evil.example" })).status).toBe(403);
    expect((await fetch(`${server.url}/api/auth/callback/github?code=x&state=y`, { redirect: "manual" })).status).toBe(404);
  });

  it("sign nobody in without what was sent along", async () => {
    const answer = await fetch(`${server.url}/api/auth/callback/google?code=x&state=made-up`, { redirect: "manual" });
    expect(answer.headers.get("location")).toMatch(/^\/(api\/auth\/error|sign-in)\?error=OAuthCallback/);
    expect(answer.headers.getSetCookie().some((line) => line.includes("-session="))).toBe(false);
  });

  it("stand on the sign-in page, whose policy lets its forms lead there and nowhere else", async () => {
    const cookie = (await fetch(`${server.url}/api/auth/csrf`)).headers.getSetCookie().map(pair).join("; ");
    const page = await fetch(`${server.url}/sign-in?callbackUrl=%2Fdashboard`, { headers: { cookie } });
    expect(await page.text()).toContain("Continue with <!-- -->Google");
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' https://accounts.google.com;");
    const without = await fetch(`${baseUrl()}/sign-up`);
    expect(without.headers.get("content-security-policy")).toContain("form-action 'self';");
  });
});
