import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { signInOverHttp } from "#lib/testing/sign-in.ts";

/** What the flow's editor asks for besides pages: the preview of a draft, and the workspace's logos. */

const PASSWORD = "correct horse battery";
const slugs = { own: "", demo: "" };
const cookies = { viewer: "", stranger: "" };

async function memberOf(slug: string, role: string): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await cliJson("user", "create", "--email", email, "--password", PASSWORD, "--workspace", slug, "--role", role);
  return signInOverHttp(email, PASSWORD);
}

beforeAll(async () => {
  const create = async (name: string, ...more: string[]) =>
    (await cliJson<{ slug: string }>("workspace", "create", "--name", name, "--plan", "advanced", ...more)).slug;
  slugs.own = await create("Preview <b>mine</b>");
  slugs.demo = await create("Preview demo", "--demo");
  cookies.viewer = await memberOf(slugs.own, "viewer");
  cookies.stranger = await memberOf(await create("Preview of others"), "owner");
});

const question = { config: {}, customer: { region: "GB" }, screen: "reason", locale: "en", theme: "light" };

async function ask(cookie: string | null, slug: string, body: string = JSON.stringify(question), headers: Record<string, string> = {}) {
  const answer = await fetch(`${baseUrl()}/dashboard/${slug}/flow/preview`, {
    method: "POST",
    body,
    headers: { ...(cookie !== null && { cookie }), ...headers },
  });
  return (await answer.json()) as { ok: boolean; data?: { html: string }; error?: { code: string; fields: Record<string, string> } };
}

describe("the preview", () => {
  it("is there for whoever may look at the flow, and escapes what it shows", async () => {
    const { data } = await ask(cookies.viewer, slugs.own);
    expect(data?.html).toContain("Preview &lt;b&gt;mine&lt;/b&gt;");
    expect(data?.html).not.toContain("autofocus");
    expect((await ask(null, slugs.demo)).ok).toBe(true);
  });

  it("is there for nobody else, nor for other sites", async () => {
    for (const cookie of [null, cookies.stranger]) expect((await ask(cookie, slugs.own)).error?.code).toBe("not_found");
    // The door itself says no, before the page is asked.
    const foreign = { method: "POST", body: JSON.stringify(question), headers: { cookie: cookies.viewer, "sec-fetch-site": "cross-site" } };
    expect((await fetch(`${baseUrl()}/dashboard/${slugs.own}/flow/preview`, foreign)).status).toBe(403);
  });

  it("names what it cannot draw, and gives up on what is no draft", async () => {
    const { error } = await ask(cookies.viewer, slugs.own, JSON.stringify({ ...question, config: { linkLifeMinutes: 1 }, locale: "xx" }));
    expect(Object.keys(error?.fields ?? {})).toEqual(expect.arrayContaining(["config.linkLifeMinutes", "locale"]));
    expect((await ask(cookies.viewer, slugs.own, "{")).error?.code).toBe("malformed_json");
    expect((await ask(cookies.viewer, slugs.own, " ".repeat(600_001))).error?.code).toBe("payload_too_large");
  });
});

it("a logo that is not there, or is somebody else's, is 404", async () => {
  const logo = async (cookie: string | null) => {
    const headers: Record<string, string> = cookie === null ? {} : { cookie };
    return (await fetch(`${baseUrl()}/dashboard/${slugs.own}/flow/logo/${"a".repeat(40)}`, { headers })).status;
  };
  for (const cookie of [null, cookies.stranger, cookies.viewer]) expect(await logo(cookie)).toBe(404);
});
