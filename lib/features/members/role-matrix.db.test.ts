import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { isAtLeast, type Permission, permissions, roles } from "#lib/core/permissions.ts";
import { changeMemberRole } from "#lib/features/members/change-role.ts";
import { inviteMember } from "#lib/features/members/invite.ts";
import { leaveWorkspace } from "#lib/features/members/leave.ts";
import { listInvitations } from "#lib/features/members/list-invitations.ts";
import { listMembers } from "#lib/features/members/list-members.ts";
import { removeMember } from "#lib/features/members/remove.ts";
import { resendInvitation } from "#lib/features/members/resend-invitation.ts";
import { revokeInvitation } from "#lib/features/members/revoke-invitation.ts";
import { transferOwnership } from "#lib/features/members/transfer-ownership.ts";
import { closePools } from "#lib/platform/db.ts";
import { makeMember, memberContext, randomEmail, type TestUser, userContext } from "#lib/testing/accounts.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** Every verb about members, by every role: the table of permissions says who may, and nothing else is asked. */

interface Scene {
  ctx: WorkspaceContext;
  workspace: TestWorkspace;
  /** A member with the role below. */
  target: TestUser;
}

const invited = async ({ workspace }: Scene) => (await inviteMember({ ctx: workspace.ctx, input: { email: randomEmail(), role: "viewer" } })).id;

const verbs: Record<string, { permission: Permission; call: (scene: Scene) => Promise<unknown> }> = {
  listMembers: { permission: "members.read", call: ({ ctx }) => listMembers({ ctx }) },
  listInvitations: { permission: "members.manage", call: ({ ctx }) => listInvitations({ ctx }) },
  inviteMember: { permission: "members.manage", call: ({ ctx }) => inviteMember({ ctx, input: { email: randomEmail(), role: "admin" } }) },
  resendInvitation: { permission: "members.manage", call: async (scene) => resendInvitation({ ctx: scene.ctx, input: { id: await invited(scene) } }) },
  revokeInvitation: { permission: "members.manage", call: async (scene) => revokeInvitation({ ctx: scene.ctx, input: { id: await invited(scene) } }) },
  changeMemberRole: {
    permission: "members.manage",
    call: ({ ctx, target }) => changeMemberRole({ ctx, input: { userId: target.userId, role: "analyst" } }),
  },
  removeMember: { permission: "members.manage", call: ({ ctx, target }) => removeMember({ ctx, input: { userId: target.userId } }) },
  transferOwnership: {
    permission: "ownership.transfer",
    call: ({ ctx, target }) => transferOwnership({ ctx, input: { userId: target.userId, workspaceName: "Test" } }),
  },
  leaveWorkspace: { permission: "members.leave", call: ({ ctx }) => leaveWorkspace({ ctx }) },
};

const outcome = async (call: () => Promise<unknown>) => {
  try {
    await call();
    return "done";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

afterAll(closePools);

describe.each(Object.entries(verbs))("%s", (_name, { permission, call }) => {
  it.each(roles)("by %s", async (role) => {
    const workspace = await makeWorkspace();
    await makeMember(workspace, "owner");
    const actor = await makeMember(workspace, role);
    const scene = { workspace, ctx: memberContext(workspace, actor, role), target: await makeMember(workspace, "viewer") };
    expect(await outcome(() => call(scene))).toBe(isAtLeast(role, permissions[permission]) ? "done" : "forbidden");
  });

  it("by somebody who is no member, and in the demo", async () => {
    const workspace = await makeWorkspace();
    const stranger = await makeMember(await makeWorkspace(), "owner");
    const target = await makeMember(workspace, "viewer");
    const outside = { ...workspace.ctx, actor: userContext(stranger).actor };
    expect(await outcome(() => call({ workspace, target, ctx: outside }))).toBe("forbidden");
    const demo = await makeWorkspace({ isDemo: true });
    const owner = await makeMember(demo, "owner");
    const scene = { workspace: demo, ctx: memberContext(demo, owner, "owner"), target: await makeMember(demo, "viewer") };
    expect(await outcome(() => call(scene))).toBe(permission === "members.read" ? "done" : "demo_workspace");
  });
});

describe("whom an admin may not touch, and what they may not make", () => {
  let workspace: TestWorkspace;
  let ctx: WorkspaceContext;
  const targets = new Map<MemberRole, TestUser>();

  beforeAll(async () => {
    workspace = await makeWorkspace();
    ctx = memberContext(workspace, await makeMember(workspace, "admin"), "admin");
    for (const role of roles) targets.set(role, await makeMember(workspace, role));
    await makeMember(workspace, "owner");
  });

  it.each(roles.flatMap((from) => roles.map((to) => [from, to] as const)))("%s to %s", async (from, to) => {
    const target = targets.get(from) as TestUser;
    const expected = from === "owner" || to === "owner" ? "forbidden" : "done";
    expect(await outcome(() => changeMemberRole({ ctx, input: { userId: target.userId, role: to } }))).toBe(expected);
    await changeMemberRole({ ctx: workspace.ctx, input: { userId: target.userId, role: from } });
  });

  it("and no owner is removed by one", async () => {
    expect(await outcome(() => removeMember({ ctx, input: { userId: (targets.get("owner") as TestUser).userId } }))).toBe("forbidden");
  });
});
