import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "#lib/core/clock.ts";
import { type Context, inWorkspace, type MemberRole, systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { type Mail, mailSchema } from "#lib/features/mails/model/mail.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { decrypt } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { ownerQuery } from "./owner-database.ts";
import type { TestWorkspace } from "./workspaces.ts";

/** A user of a test's own. */
export interface TestUser {
  /** `usr_…` */
  userId: string;
  uuid: string;
  email: string;
  password: string;
}

export const randomEmail = () => `${randomUUID()}@example.com`;

/** Makes a confirmed user, as a member of a workspace. */
export async function makeMember(workspace: TestWorkspace, role: MemberRole): Promise<TestUser> {
  const email = randomEmail();
  const password = "correct horse battery";
  const { userId } = await createUser({ ctx: workspace.ctx, input: { email, password, role } });
  return { userId, uuid: parseId("usr", userId) as string, email, password };
}

/** What a signed-in user's requests come with, outside a workspace. */
export function userContext(user: { uuid: string; email: string }, clock: Clock = systemClock): Context {
  return { ...systemContext("test", clock), actor: { type: "user", id: user.uuid, name: user.email, role: null } };
}

/** The same in a workspace, with the role that the request found. */
export function memberContext(workspace: TestWorkspace, user: { uuid: string; email: string }, role: MemberRole): WorkspaceContext {
  const { clock, workspace: ref } = workspace.ctx;
  return inWorkspace({ ...systemContext("test", clock), actor: { type: "user", id: user.uuid, name: user.email, role } }, ref);
}

/** The mails queued for an address and not sent yet, oldest first. */
export async function mailsTo(email: string): Promise<Mail[]> {
  const rows = await ownerQuery<{ key: string; ciphertext: Buffer; encryption_key_id: string }>(
    "select key, ciphertext, encryption_key_id from mails where recipient = $1 order by id",
    [email],
  );
  return rows.map((row) =>
    mailSchema.parse(JSON.parse(decrypt(row.ciphertext, env().ENCRYPTION_KEYS.get(row.encryption_key_id) as Buffer, `mail:${row.key}`))),
  );
}

/** The token at the end of the link in the latest mail of a kind. */
export async function mailedToken(email: string, template: Mail["template"]): Promise<string> {
  const mail = (await mailsTo(email)).filter((candidate) => candidate.template === template).at(-1);
  if (mail === undefined || !("url" in mail)) throw new Error(`No ${template} was mailed to ${email}.`);
  return new URL(mail.url).pathname.split("/").at(-1) as string;
}
