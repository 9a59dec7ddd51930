import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { MemberRole } from "#lib/core/context.ts";
import { sections, settingsPages } from "#lib/core/dashboard-pages.ts";
import { isAtLeast, type Permission, permissions, roles } from "#lib/core/permissions.ts";
import { baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { pageRoutes, redirectingPages } from "#lib/testing/pages.ts";
import { signInOverHttp } from "#lib/testing/sign-in.ts";

/** Who may look at which page: every page of the navigation, asked for by everybody, against the table of permissions. */

const PASSWORD = "correct horse battery";
const route = (path: string) => `/dashboard/[workspace]${path}`;
const existing = new Set(pageRoutes().filter((page) => !redirectingPages.includes(page)));
const pages = [...sections.flat(), ...settingsPages].filter(
  ({ path }, i, all) => existing.has(route(path)) && all.findIndex((page) => page.path === path) === i,
);

const cookies: Record<string, string> = {};
const slugs: Record<"own" | "foreign" | "demo", string> = { own: "", foreign: "", demo: "" };

async function signedIn(workspace: string, role: MemberRole): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await cliJson("user", "create", "--email", email, "--password", PASSWORD, "--workspace", workspace, "--role", role);
  return signInOverHttp(email, PASSWORD);
}

beforeAll(async () => {
  const create = async (...more: string[]) => (await cliJson<{ slug: string }>("workspace", "create", "--name", "By role", "--plan", "advanced", ...more)).slug;
  slugs.own = await create();
  slugs.foreign = await create();
  slugs.demo = await create("--demo");
  for (const role of roles) cookies[role] = await signedIn(slugs.own, role);
  cookies.stranger = await signedIn(slugs.foreign, "owner");
  cookies.demoOwner = await signedIn(slugs.demo, "owner");
});

async function ask(who: string | null, workspace: keyof typeof slugs, path: string) {
  const headers: Record<string, string> = who === null ? {} : { cookie: cookies[who] ?? "" };
  const answer = await fetch(`${baseUrl()}/dashboard/${slugs[workspace]}${path}`, { headers, redirect: "manual" });
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

/** What the demo shows to everybody; the rest of it is closed to all. */
const openInDemo: readonly Permission[] = ["workspace.read", "members.read", "flow.read"];

describe.each(pages)("$path", ({ path, permission }) => {
  it.each(roles)("for the role %s", async (role) => {
    const { status, text } = await ask(role, "own", path);
    const isAllowed = isAtLeast(role, permissions[permission]);
    expect(status).toBe(isAllowed ? 200 : 403);
    // The words follow by script; e2e/dashboard/demo-visitor.spec.ts reads them.
    if (!isAllowed) expect(text).toContain("Not open to you");
  });

  it("is not there for members of other workspaces, exactly as if it were none", async () => {
    const { status, text } = await ask("stranger", "own", path);
    expect(status).toBe(404);
    expect(text).not.toContain("By role");
    expect((await ask("owner", "foreign", path)).status).toBe(404);
  });

  it("asks the signed-out to sign in, and leads back", async () => {
    const { status, location } = await ask(null, "own", path);
    expect(status).toBe(307);
    expect(location).toBe(`/sign-in?next=${encodeURIComponent(`/dashboard/${slugs.own}${path}`)}`);
  });

  it("of the demo shows everybody the same", async () => {
    const expected = openInDemo.includes(permission) ? 200 : 403;
    for (const who of [null, "owner", "demoOwner"]) {
      const { status, text } = await ask(who, "demo", path);
      expect([who, status]).toEqual([who, expected]);
      if (status === 403) expect(text).toContain("Not open to you");
    }
  });
});

describe("addresses without a workspace", () => {
  it.each(["/docs", "/billing", "/settings", "/cancellations", "/sessions", "/flow"])("%s leads to that page of the user's own", async (page) => {
    const to = async (cookie?: string) => {
      const answer = await fetch(`${baseUrl()}/dashboard${page}?env=sandbox`, { headers: cookie === undefined ? {} : { cookie }, redirect: "manual" });
      return answer.headers.get("location");
    };
    expect(await to(cookies.viewer)).toBe(`/dashboard/${slugs.own}${page}?env=sandbox`);
    expect(await to()).toBe(`/sign-in?next=${encodeURIComponent(`/dashboard${page}?env=sandbox`)}`);
  });
});
