import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { addMember } from "#lib/features/members/add.ts";
import { changeMemberRole } from "#lib/features/members/change-role.ts";
import { leaveWorkspace } from "#lib/features/members/leave.ts";
import { listMembers } from "#lib/features/members/list-members.ts";
import { removeMember } from "#lib/features/members/remove.ts";
import { transferOwnership } from "#lib/features/members/transfer-ownership.ts";
import { workspacesOfUser } from "#lib/features/members/workspaces-of-user.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { mailsTo, makeMember, memberContext, randomEmail, type TestUser } from "#lib/testing/accounts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

let workspace: TestWorkspace;
let owner: TestUser;
let admin: TestUser;

beforeEach(async () => {
  Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:1" });
  workspace = await makeWorkspace();
  owner = await makeMember(workspace, "owner");
  admin = await makeMember(workspace, "admin");
});
afterAll(closePools);

const asOwner = (user = owner) => memberContext(workspace, user, "owner");
const asAdmin = () => memberContext(workspace, admin, "admin");
const rolesNow = async () => Object.fromEntries((await listMembers({ ctx: workspace.ctx })).map(({ userId, role }) => [userId, role]));
const audited = () =>
  ownerQuery(
    "select action, target, detail from audit_log where workspace_id = $1 and (action like 'member.%' or action like 'ownership.%') and actor_type = 'user' order by id",
    [workspace.ctx.workspace.id],
  );

describe("members", () => {
  it("are listed, the longest membership first, and seen by nobody outside", async () => {
    const listed = await listMembers({ ctx: asAdmin() });
    expect(listed.map(({ email, role }) => [email, role])).toEqual([
      [owner.email, "owner"],
      [admin.email, "admin"],
    ]);
    const stranger = await makeMember(await makeWorkspace(), "owner");
    await expect(listMembers({ ctx: { ...asOwner(stranger), actor: { type: "user", id: stranger.uuid, name: "", role: null } } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("get another role, in force with their next request, and it is written down", async () => {
    await changeMemberRole({ ctx: asAdmin(), input: { userId: admin.userId, role: "analyst" } });
    expect(await workspacesOfUser({ ctx: systemContext(), input: { userId: admin.uuid } })).toMatchObject([{ role: "analyst" }]);
    expect(await audited()).toEqual([{ action: "member.role_changed", target: admin.userId, detail: { from: "admin", to: "analyst" } }]);
    // The request began when the role was still admin.
    await expect(changeMemberRole({ ctx: asAdmin(), input: { userId: owner.userId, role: "viewer" } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeMemberRole({ ctx: asAdmin(), input: { userId: admin.userId, role: "admin" } })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are removed, and no longer see the workspace", async () => {
    await removeMember({ ctx: asOwner(), input: { userId: admin.userId } });
    expect(await workspacesOfUser({ ctx: systemContext(), input: { userId: admin.uuid } })).toEqual([]);
    await expect(removeMember({ ctx: asOwner(), input: { userId: admin.userId } })).rejects.toMatchObject({ code: "not_found" });
    await expect(changeMemberRole({ ctx: asAdmin(), input: { userId: owner.userId, role: "viewer" } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeMember({ ctx: asOwner(), input: { userId: owner.userId } })).rejects.toMatchObject({ code: "conflict" });
    expect(await audited()).toEqual([{ action: "member.removed", target: admin.userId, detail: { role: "admin" } }]);
  });

  it("of another workspace are not found", async () => {
    const stranger = await makeMember(await makeWorkspace(), "viewer");
    for (const userId of [stranger.userId, "usr_nonsense", ""]) {
      await expect(removeMember({ ctx: asOwner(), input: { userId } })).rejects.toMatchObject({ code: "not_found" });
      await expect(changeMemberRole({ ctx: asOwner(), input: { userId, role: "viewer" } })).rejects.toMatchObject({ code: "not_found" });
      await expect(transferOwnership({ ctx: asOwner(), input: { userId, workspaceName: "Test" } })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await workspacesOfUser({ ctx: systemContext(), input: { userId: stranger.uuid } })).toHaveLength(1);
  });

  it("are added to a second workspace by an operator, once, and by nobody else", async () => {
    const second = await makeWorkspace();
    expect(await addMember({ ctx: second.ctx, input: { email: owner.email.toUpperCase(), role: "viewer" } })).toEqual({ userId: owner.userId });
    expect((await workspacesOfUser({ ctx: systemContext(), input: { userId: owner.uuid } })).map(({ role }) => role)).toEqual(["owner", "viewer"]);
    await expect(addMember({ ctx: second.ctx, input: { email: owner.email, role: "admin" } })).rejects.toMatchObject({ code: "conflict" });
    await expect(addMember({ ctx: second.ctx, input: { email: randomEmail(), role: "admin" } })).rejects.toMatchObject({ code: "not_found" });
    await expect(addMember({ ctx: asOwner(), input: { email: randomEmail(), role: "admin" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the last owner", () => {
  it("cannot leave, be demoted, or be removed by an operator", async () => {
    await expect(leaveWorkspace({ ctx: asOwner() })).rejects.toMatchObject({ code: "conflict" });
    await expect(changeMemberRole({ ctx: asOwner(), input: { userId: owner.userId, role: "admin" } })).rejects.toMatchObject({ code: "conflict" });
    await expect(removeMember({ ctx: workspace.ctx, input: { userId: owner.userId } })).rejects.toMatchObject({ code: "conflict" });
    expect((await rolesNow())[owner.userId]).toBe("owner");
  });

  it("is left by two who remove each other, or both leave, at the same moment", async () => {
    for (const parallel of ["remove", "leave", "demote"] as const) {
      const place = await makeWorkspace();
      const pair = [await makeMember(place, "owner"), await makeMember(place, "owner")] as const;
      const act = (self: TestUser, other: TestUser) => {
        const ctx = memberContext(place, self, "owner");
        if (parallel === "remove") return removeMember({ ctx, input: { userId: other.userId } });
        return parallel === "leave" ? leaveWorkspace({ ctx }) : changeMemberRole({ ctx, input: { userId: other.userId, role: "viewer" } });
      };
      const runs = await Promise.allSettled([act(pair[0], pair[1]), act(pair[1], pair[0])]);
      expect([parallel, ...runs.map(({ status }) => status).sort()]).toEqual([parallel, "fulfilled", "rejected"]);
      expect((await listMembers({ ctx: place.ctx })).filter(({ role }) => role === "owner")).toHaveLength(1);
    }
  });

  it("is not the last any more once there is another", async () => {
    await changeMemberRole({ ctx: asOwner(), input: { userId: admin.userId, role: "owner" } });
    await leaveWorkspace({ ctx: asOwner() });
    expect(await rolesNow()).toEqual({ [admin.userId]: "owner" });
    expect((await audited()).at(-1)).toEqual({ action: "member.left", target: owner.userId, detail: { role: "owner" } });
  });
});

describe("transferring the ownership", () => {
  const transfer = (ctx = asOwner(), workspaceName = "Test") => transferOwnership({ ctx, input: { userId: admin.userId, workspaceName } });

  it("makes the other owner and oneself admin, and tells the other", async () => {
    await transfer();
    expect(await rolesNow()).toEqual({ [owner.userId]: "admin", [admin.userId]: "owner" });
    expect(await mailsTo(admin.email)).toEqual([{ template: "ownership_transferred", workspaceName: "Test", by: owner.email }]);
    await expect(transfer()).rejects.toMatchObject({ code: "forbidden" });
  });

  it("asks for the workspace's name", async () => {
    for (const name of ["", "test", "Test 2"]) await expect(transfer(asOwner(), name)).rejects.toMatchObject({ errors: [{ path: "workspaceName" }] });
    expect(await rolesNow()).toEqual({ [owner.userId]: "owner", [admin.userId]: "admin" });
  });

  it("is an owner's alone, to somebody who is none", async () => {
    await expect(transfer(asAdmin())).rejects.toMatchObject({ code: "forbidden" });
    // A request that began when the admin was an owner.
    await expect(
      transferOwnership({ ctx: memberContext(workspace, admin, "owner"), input: { userId: owner.userId, workspaceName: "Test" } }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(transferOwnership({ ctx: asOwner(), input: { userId: owner.userId, workspaceName: "Test" } })).rejects.toMatchObject({ code: "conflict" });
  });
});
