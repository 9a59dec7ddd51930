import { afterAll, describe, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { workspacesOfUser } from "#lib/features/members/workspaces-of-user.ts";
import { createOwnWorkspace } from "#lib/features/onboarding/create-own-workspace.ts";
import { closePools } from "#lib/platform/db.ts";
import { makeMember, userContext } from "#lib/testing/accounts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

const newUser = async () => makeMember(await makeWorkspace(), "viewer");
const unique = () => `w${Math.random().toString(36).slice(2, 12)}x`;

describe("a workspace of one's own", () => {
  it("belongs to who makes it, whole, Advanced and active, without a key that nobody saw", async () => {
    const user = await newUser();
    const name = unique();
    const { slug } = await createOwnWorkspace({ ctx: userContext(user), input: { name, timeZone: "Europe/Berlin" } });
    const mine = (await workspacesOfUser({ ctx: systemContext(), input: { userId: user.uuid } })).find((workspace) => workspace.slug === slug);
    expect(mine).toMatchObject({ name, slug: name, role: "owner", plan: "advanced", access: "active", isDemo: false });
    const [found] = await ownerQuery(
      `select w.time_zone, u.last_workspace_id = w.id as remembered,
         (select count(*)::int from reasons where workspace_id = w.id) as reasons,
         (select count(*)::int from api_keys where workspace_id = w.id) as keys,
         (select count(*)::int from signing_secrets where workspace_id = w.id) as secrets,
         (select count(*)::int from audit_log where workspace_id = w.id and (actor_type <> 'user' or actor_id <> u.id)) as by_others
       from workspaces w, users u where w.slug = $1 and u.id = $2`,
      [slug, user.uuid],
    );
    expect(found).toEqual({ time_zone: "Europe/Berlin", remembered: true, reasons: 6, keys: 0, secrets: 2, by_others: 0 });
  });

  it("gets a free slug, also when two are made at once", async () => {
    const user = await newUser();
    const name = unique();
    const made = await Promise.all([1, 2].map(() => createOwnWorkspace({ ctx: userContext(user), input: { name, timeZone: "UTC" } })));
    expect(made.map(({ slug }) => slug).sort()).toEqual([name, `${name}-2`]);
  });

  it.each([
    ["name", { name: " ", timeZone: "UTC" }],
    ["timeZone", { name: "x", timeZone: "Mars/Olympus" }],
    ["timeZone", { name: "x", timeZone: "+02:00" }],
  ])("is refused with a bad %s", async (path, input) => {
    const ctx = userContext(await newUser());
    await expect(createOwnWorkspace({ ctx, input })).rejects.toMatchObject({ errors: [{ path }] });
  });

  it("is made by nobody who is not signed in", async () => {
    await expect(async () => createOwnWorkspace({ ctx: systemContext("visitor"), input: { name: "x", timeZone: "UTC" } })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});
