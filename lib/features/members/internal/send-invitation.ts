import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { formatId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { canSendMail } from "../../mails/can-send.ts";
import { queueMail } from "../../mails/queue.ts";
import { takeToken } from "../../rate-limits/token-bucket.ts";
import type { InvitableRole, SentInvitation } from "../model/invitation.ts";
import { accountUrls } from "./account-urls.ts";

interface Input {
  /** UUID. */
  id: string;
  email: string;
  role: InvitableRole;
  token: string;
}

/** Mails an invitation's link, or answers it where no mail can be sent. @throws DomainError rate_limited */
export async function sendInvitation(db: Transaction, ctx: WorkspaceContext, { id, email, role, token }: Input): Promise<SentInvitation> {
  const url = accountUrls.acceptInvite(token);
  const publicId = formatId("inv", id);
  const isMailed = canSendMail();
  await db.invitation.update({ where: { workspaceId_id: { workspaceId: ctx.workspace.id, id } }, data: { isMailed } });
  if (!isMailed) return { id: publicId, url };
  // Whatever workspace they come from: a stranger's mailbox is not ours to fill.
  const taken = takeToken("account_mails", `invitation:${email}`);
  if (!taken.allowed)
    throw new DomainError("rate_limited", `${email} was mailed several invitations lately. Try again later.`, { retryAfter: taken.retryAfter });
  const { name } = await db.workspace.findUniqueOrThrow({ where: { id: ctx.workspace.id } });
  const invitedBy = ctx.actor.type === "user" ? ctx.actor.name : "RetentBase";
  const mail = { template: "invitation", workspaceName: name, invitedBy, role, url } as const;
  await queueMail(db, { ctx, input: { key: `invitation:${id}:${ctx.clock.now()}`, to: email, mail } });
  return { id: publicId, url: null };
}
