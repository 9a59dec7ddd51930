import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MemberRole } from "#lib/core/context.ts";
import { flowPages, sections, settingsPages } from "#lib/core/dashboard-pages.ts";
import type { Permission } from "#lib/core/permissions.ts";
import { makeMember } from "#lib/testing/accounts.ts";
import { apiClient } from "#lib/testing/api-client.ts";
import { pageRoutes } from "#lib/testing/pages.ts";
import { type Scene, setScene } from "#lib/testing/selling-server.ts";
import { signInOverHttp } from "#lib/testing/sign-in.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** Every page of a workspace on each plan, read-only, and in the demo: whether it opens, what is locked there, and what stands above it. */

const HOME = "/dashboard/[workspace]";
const paths = pageRoutes()
  .filter((route) => route === HOME || route.startsWith(`${HOME}/`))
  .map((route) => route.slice(HOME.length));
const permissionOf = new Map<string, Permission>([...sections.flat(), ...settingsPages, ...flowPages].map(({ path, permission }) => [path, permission]));
const openInDemo: readonly Permission[] = ["workspace.read", "members.read", "flow.read"];

/** Where Core says what Advanced would hold: where calls are explained, keys are made, or the first event is awaited. */
const teasers = ["", "/cancellations", "/docs", "/settings/api-keys"];

type Name = "core" | "advanced" | "readOnly" | "coreReadOnly" | "stored" | "demo";
let scene: Scene;
const workspaces = {} as Record<Name, TestWorkspace>;
const cookies = {} as Record<Exclude<Name, "demo"> | "viewerOfCore" | "viewerOfReadOnly", string>;

async function signedIn(workspace: TestWorkspace, role: MemberRole): Promise<string> {
  const { email, password } = await makeMember(workspace, role);
  return signInOverHttp(email, password, scene.server.url);
}

beforeAll(async () => {
  scene = await setScene();
  workspaces.core = await makeWorkspace({ plan: "core" });
  workspaces.advanced = await makeWorkspace();
  workspaces.readOnly = await makeWorkspace({ access: "read_only" });
  workspaces.coreReadOnly = await makeWorkspace({ plan: "core", access: "read_only" });
  workspaces.stored = await makeWorkspace();
  workspaces.demo = await makeWorkspace({ isDemo: true });
  await apiClient(workspaces.stored.apiKey, scene.server.url).post({ eventId: "kept-event", reasonKey: "other" });
  await workspaces.stored.setPlan("core");
  await workspaces.stored.setAccess("read_only");
  for (const name of ["core", "advanced", "readOnly", "coreReadOnly", "stored"] as const) cookies[name] = await signedIn(workspaces[name], "owner");
  cookies.viewerOfCore = await signedIn(workspaces.core, "viewer");
  cookies.viewerOfReadOnly = await signedIn(workspaces.readOnly, "viewer");
}, 120_000);
afterAll(() => scene?.end());

async function look(name: Name, path: string, cookie?: string) {
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  const answer = await fetch(`${scene.server.url}/dashboard/${workspaces[name].slug}${path}`, { headers, redirect: "manual" });
  // What React keeps apart in one sentence.
  return { status: answer.status, text: (await answer.text()).replaceAll("<!-- -->", "") };
}

const LOCKED = "Part of Advanced";
const BANNER = "This workspace is read-only";

it("knows the permission of every page", () => {
  expect(paths.filter((path) => !permissionOf.has(path))).toEqual([]);
  expect(paths.length).toBeGreaterThan(15);
});

describe.each(paths.map((path) => [path]))("%s", (path) => {
  const isLocked = teasers.includes(path);

  it("opens on every plan, and locks what Core lacks where somebody would look for it", async () => {
    for (const name of ["core", "coreReadOnly", "advanced", "readOnly"] as const) {
      const { status, text } = await look(name, path, cookies[name]);
      expect([name, status, text.includes(LOCKED)]).toEqual([name, 200, isLocked && name.startsWith("core")]);
    }
  });

  it("says above it that the workspace is read-only, and how it is opened again", async () => {
    for (const name of ["core", "advanced"] as const) expect((await look(name, path, cookies[name])).text).not.toContain(BANNER);
    for (const name of ["coreReadOnly", "readOnly"] as const) {
      const { text } = await look(name, path, cookies[name]);
      // The Billing page says it in full itself.
      expect([name, text.includes(BANNER)]).toEqual([name, path !== "/billing"]);
      expect(text).toContain(`/dashboard/${workspaces[name].slug}/billing`);
    }
  });

  it("of the demo opens to a visitor, or says that it is not part of it; nothing is locked, nothing for sale", async () => {
    const isOpen = openInDemo.includes(permissionOf.get(path) as Permission);
    const { status, text } = await look("demo", path);
    expect([status, text.includes(LOCKED), text.includes(BANNER)]).toEqual([isOpen ? 200 : 403, false, false]);
  });
});

describe("who is not an owner", () => {
  it("is told whom to ask", async () => {
    const locked = await look("core", "/docs", cookies.viewerOfCore);
    expect(locked.text).toContain("An owner of the workspace can change to Advanced.");
    expect(locked.text).not.toContain("billing#plans");
    expect((await look("readOnly", "/reasons", cookies.viewerOfReadOnly)).text).toContain("Ask an owner of the workspace.");
  });
});

describe("what is stored", () => {
  it("stays readable on Core, and while read-only", async () => {
    const { status, text } = await look("stored", "/cancellations", cookies.stored);
    expect([status, text.includes("kept-event")]).toEqual([200, true]);
    const overview = await look("stored", "", cookies.stored);
    expect([overview.status, overview.text.includes("Save rate")]).toEqual([200, true]);
  });
});
