import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { apiClient, baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { allowReturn, RETURN_URL } from "#lib/testing/hosted.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startServer } from "#lib/testing/server.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** The hosted pages as a browser without scripts meets them. */

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
});

interface Link {
  url: string;
  session_id: string;
}

async function makeLink(body: Record<string, unknown> = {}): Promise<Link> {
  const answer = await apiClient(workspace.apiKey).call("POST", "/cancel-link", {
    body: { userId: randomUUID(), customerType: "b2b", region: "US-TX", ...body },
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as Link;
}

async function get(url: string, headers: Record<string, string> = {}, method = "GET") {
  const answer = await fetch(url, { method, headers, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, html: await answer.text(), location: answer.headers.get("location") };
}

async function press(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
  return { status: answer.status, html: await answer.text(), location: answer.headers.get("location") };
}

const statusOf = async ({ session_id }: Link) =>
  (await apiClient(workspace.apiKey).call("GET", `/cancel-sessions/${session_id}`)).body as unknown as { status: string; outcome: string | null };

describe("a page", () => {
  it("holds no script, loads nothing, and its policy allows exactly its own style sheets", async () => {
    const { url } = await makeLink();
    const { status, headers, html } = await get(url);
    expect(status).toBe(200);
    expect(html).not.toMatch(/<script|<link (?!rel="icon" href="data:,")|<iframe|@import|url\(|\son\w+=|\sstyle=/i);
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(
      ([, text]) =>
        `'sha256-${createHash("sha256")
          .update(text as string)
          .digest("base64")}'`,
    );
    expect(headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src ${styles.join(" ")}; img-src 'self' data:; form-action 'self' https:; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-robots-tag": "noindex, nofollow",
    });
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("is opened by its customer, not by whoever only looks whether it is there", async () => {
    const link = await makeLink();
    const head = await get(link.url, {}, "HEAD");
    expect([head.status, head.html]).toEqual([200, ""]);
    expect((await statusOf(link)).status).toBe("created");
    await get(link.url);
    expect((await statusOf(link)).status).toBe("opened");
  });

  it.each([
    [{ locale: "de-CH" }, "", "fr", "de"],
    [{ locale: "sv" }, "", "fr;q=0.5, es", "es"],
    [{}, "", "ja", "ja"],
    [{}, "", "", "en"],
    [{ locale: "de" }, "?lang=it", "fr", "it"],
    [{ locale: "de" }, "?lang=klingon", "fr", "de"],
  ])("speaks the language that was chosen, said or asked for: %o %s %s → %s", async (said, query, accepted, expected) => {
    const { url } = await makeLink(said);
    const { html, headers } = await get(url + query, { "accept-language": accepted });
    expect(html).toContain(`<html lang="${expected}"`);
    expect(headers.get("content-language")).toBe(expected);
  });

  it("keeps a chosen language on every step", async () => {
    const { url } = await makeLink();
    expect((await press(`${url}?lang=de`, { do: "cancel" })).location).toBe(`${new URL(url).pathname}/confirm?lang=de`);
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("answers %s with 405", async (method) => {
    const { url } = await makeLink();
    const { status, headers } = await get(url, {}, method);
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});

describe("the way through", () => {
  it("goes from the reason to the receipt by forms alone, and back to the merchant with a token", async () => {
    const link = await makeLink();
    const path = new URL(link.url).pathname;
    await get(link.url);
    expect(await press(link.url, { do: "continue", reasonKey: "too_expensive", reasonText: "  <b>hm</b>\r\nno  " })).toMatchObject({
      status: 303,
      location: `${path}/confirm`,
    });
    const confirm = await get(`${link.url}/confirm`);
    expect(confirm.html).toContain('value="confirm"');
    expect(confirm.html).toContain('value="keep"');
    expect(await press(`${link.url}/confirm`, { do: "confirm" })).toMatchObject({ status: 303, location: `${path}/receipt` });
    for (const place of ["", "/offer", "/confirm", "/withdraw"]) expect((await get(link.url + place)).location).toBe(`${path}/receipt`);
    const receipt = await get(`${link.url}/receipt`);
    expect(receipt.html).toContain(link.session_id);
    expect(receipt.html).toContain("&lt;b&gt;hm&lt;/b&gt;");
    const back = await press(`${link.url}/receipt`, { do: "return" });
    expect(back.status).toBe(303);
    expect(back.location).toMatch(/^https:\/\/shop\.example\.com\/account\?from=cancel#ci_result_token=[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it("shows what was said when the customer goes back", async () => {
    const { url } = await makeLink();
    await get(url);
    await press(url, { do: "continue", reasonKey: "other", reasonText: "said before" });
    const { html } = await get(url);
    expect(html).toMatch(/value="other" checked/);
    expect(html).toContain("said before");
  });

  it("ignores a reason that is not offered, a control that is not on the page, and a page that is not open", async () => {
    const link = await makeLink();
    const path = new URL(link.url).pathname;
    await get(link.url);
    expect((await press(link.url, { do: "confirm" })).location).toBe(path);
    expect((await press(link.url, { do: "sudo" })).location).toBe(path);
    expect((await press(link.url, {})).location).toBe(path);
    expect((await press(`${link.url}/offer`, { do: "accept" })).location).toBe(`${path}/confirm`);
    expect((await press(`${link.url}/withdraw`, { do: "confirm_withdrawal" })).location).toBe(`${path}/confirm`);
    await press(link.url, { do: "continue", reasonKey: "__proto__" });
    expect(await statusOf(link)).toMatchObject({ status: "opened", outcome: null, reasonKey: null });
  });

  it("tells what was wrong at its field, keeps what was typed, and stores nothing of it", async () => {
    const link = await makeLink();
    await get(link.url);
    const long = await press(link.url, { do: "continue", reasonKey: "other", reasonText: "x".repeat(5_001) });
    expect(long.status).toBe(400);
    expect(long.html).toContain("5,000");
    expect(long.html).toContain("x".repeat(5_001));
    expect(await statusOf(link)).toMatchObject({ reasonKey: null });
    // Keeping and leaving need no field.
    expect((await press(link.url, { do: "keep", reasonText: "x".repeat(5_001) })).status).toBe(303);
    expect(await statusOf(link)).toMatchObject({ status: "completed", outcome: "recovered", reasonText: null });
  });

  it("leads a customer who leaves back without a token, abandoned until they come back", async () => {
    const link = await makeLink();
    await get(link.url);
    expect((await press(link.url, { do: "leave" })).location).toBe(RETURN_URL);
    expect(await statusOf(link)).toMatchObject({ status: "opened", outcome: "abandoned" });
    expect((await get(link.url)).status).toBe(200);
  });

  it("asks a consumer in Germany nothing before the confirmation, with the statute's fields and button", async () => {
    const link = await makeLink({ region: "DE", customerType: "b2c", locale: "de", customer: { email: "kunde@example.com" } });
    const path = new URL(link.url).pathname;
    expect((await get(link.url)).location).toBe(`${path}/confirm`);
    const { html } = await get(`${link.url}/confirm`);
    expect(html).toMatch(/<button[^>]*value="confirm"[^>]*><span>jetzt kündigen<\/span><\/button>/);
    for (const field of ["kind", "endsOn", "email"]) expect(html).toContain(`name="${field}"`);
    expect(html).not.toContain('name="reasonKey"');
    const refused = await press(`${link.url}/confirm`, { do: "confirm", kind: "extraordinary", cause: "", endsOn: "gestern", email: "nein" });
    expect(refused.status).toBe(400);
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    expect((await press(`${link.url}/confirm`, { do: "confirm", kind: "ordinary", endsOn: day(-2) })).status).toBe(400);
    expect(await statusOf(link)).toMatchObject({ status: "opened" });
    expect((await press(`${link.url}/confirm`, { do: "confirm", kind: "ordinary", endsOn: day(0), email: "kunde@example.com" })).location).toBe(
      `${path}/receipt`,
    );
    expect((await get(`${link.url}/receipt`)).html).toContain('name="reasonKey"');
    await press(`${link.url}/receipt`, { do: "survey", reasonKey: "too_expensive" });
    expect(await statusOf(link)).toMatchObject({ status: "completed", outcome: "churned", reasonKey: "too_expensive" });
    expect((await get(`${link.url}/receipt`)).html).not.toContain('name="reasonKey"');
  });
});

describe("a link that leads nowhere", () => {
  it("says so kindly, and nothing of any workspace", async () => {
    const { url } = await makeLink();
    const token = url.split("/s/")[1] as string;
    const flipped = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const bodies = new Set<string>();
    for (const wrong of [flipped, token.slice(0, 40), `${token}A`, "x", "A".repeat(64), `${token.slice(0, 20)}${"A".repeat(44)}`]) {
      const { status, html, headers } = await get(`${baseUrl()}/s/${wrong}`, { "accept-language": "en" });
      expect([status, headers.get("referrer-policy")]).toEqual([404, "no-referrer"]);
      expect(html).not.toContain("Test");
      bodies.add(html);
    }
    expect(bodies.size).toBe(1);
    for (const path of ["/s/", "/s", "/s/a/b/c", `/s/${token}/admin`, `/s/${token}/`, "/.well-known/", "/.well-known/security.txt"]) {
      expect((await get(baseUrl() + path)).status, path).toBe(404);
    }
  });

  it("leads back to the merchant when its time is over, and takes no step any more", async () => {
    const link = await makeLink();
    await ownerQuery("update cancel_sessions set expires_at = now() - interval '1 second' where workspace_id = $1 and status = 'created'", [
      workspace.ctx.workspace.id,
    ]);
    const { status, html } = await get(link.url);
    expect(status).toBe(410);
    expect(html).toContain(RETURN_URL.replace("&", "&amp;"));
    expect((await press(`${link.url}/confirm`, { do: "confirm" })).status).toBe(410);
    expect((await statusOf(link)).status).toBe("expired");
  });

  it("leads back to a developer's own machine in sandbox, too", async () => {
    const returnUrl = "http://127.0.0.1:4321/account";
    await cliJson("return-origin", "add", workspace.slug, new URL(returnUrl).origin);
    const link = await makeLink({ environment: "sandbox", returnUrl });
    await ownerQuery("update cancel_sessions set expires_at = now() - interval '1 second' where workspace_id = $1 and status = 'created'", [
      workspace.ctx.workspace.id,
    ]);
    const { status, html } = await get(link.url);
    expect(status).toBe(410);
    expect(html).toContain(`href="${returnUrl}"`);
  });

  it("refuses what is no form, and what is too much of one", async () => {
    const link = await makeLink();
    await get(link.url);
    const json = await fetch(link.url, { method: "POST", body: "{}", headers: { "content-type": "application/json" } });
    expect(json.status).toBe(415);
    expect((await press(link.url, { do: "continue", reasonText: "x".repeat(70_000) })).status).toBe(413);
    expect(await statusOf(link)).toMatchObject({ status: "opened", outcome: null });
  });
});

describe("a link's secret", () => {
  it("is in no log, whatever happens to it", async () => {
    const server = await startServer({ env: { LOG_LEVEL: "trace" } });
    try {
      const link = await makeLink();
      const token = link.url.split("/s/")[1] as string;
      await get(`${server.url}/s/${token}`);
      await press(`${server.url}/s/${token}`, { do: "continue" });
      await press(`${server.url}/s/${token}/confirm`, { do: "confirm" });
      await press(`${server.url}/s/${token}/receipt`, { do: "return" });
      await get(`${server.url}/s/${token.slice(0, -1)}`);
      expect(server.output()).toContain("hosted step");
      expect(server.output()).not.toContain(token.slice(0, 30));
    } finally {
      await server.stop();
    }
  });
});

describe("the key set", () => {
  it("is empty for a workspace that signs with its Signing Secret, and missing for an unknown one", async () => {
    const known = await get(`${baseUrl()}/.well-known/${workspace.workspaceKey}/jwks.json`);
    expect([known.status, known.html]).toEqual([200, '{"keys":[]}']);
    expect((await get(`${baseUrl()}/.well-known/wk_1ChKSkVax17JYdjZcKbaSix3/jwks.json`)).status).toBe(404);
    expect((await get(`${baseUrl()}/.well-known/${workspace.workspaceKey}/jwks.json`, {}, "POST")).status).toBe(405);
  });
});

describe("too much of it", () => {
  it("is answered with a page that says to wait: per session, and per network", async () => {
    const server = await startServer({ env: { RATE_LIMIT_HOSTED_STEPS: "0.01:2", RATE_LIMIT_HOSTED_VISITS: "0.01:6" } });
    try {
      const link = await makeLink();
      const at = `${server.url}/s/${link.url.split("/s/")[1]}`;
      await get(at);
      expect((await press(at, { do: "cancel" })).status).toBe(303);
      expect((await press(at, { do: "cancel" })).status).toBe(303);
      const refused = await fetch(at, { method: "POST", body: new URLSearchParams({ do: "cancel" }), redirect: "manual" });
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "100"]);
      expect(await refused.text()).toContain("Too many requests");
      expect([(await get(at)).status, (await get(at)).status, (await get(at)).status]).toEqual([200, 200, 429]);
      expect((await statusOf(link)).status).toBe("opened");
    } finally {
      await server.stop();
    }
  });
});
