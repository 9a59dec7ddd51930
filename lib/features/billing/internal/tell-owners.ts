import type { WorkspaceContext } from "#lib/core/context.ts";
import { env } from "#lib/platform/env.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import type { MailOf } from "../../mails/model/mail.ts";
import { queueMail } from "../../mails/queue.ts";
import { ownersIn } from "../../members/owners.ts";

type BillingTemplate = "trial_ending" | "payment_failed" | "access_lost" | "access_restored";
/** What a mail says beyond whose workspace it is and where billing is. */
type Facts = { [T in BillingTemplate]: Omit<MailOf<T>, "workspaceName" | "timeZone" | "url"> }[BillingTemplate];

/** Mails each owner of the context's workspace in the caller's transaction, once for each key; nobody is told of the demo. */
export async function tellOwnersIn(db: Transaction, { ctx, key, mail }: { ctx: WorkspaceContext; key: string; mail: Facts }): Promise<void> {
  const { id: workspaceId, isDemo } = ctx.workspace;
  if (isDemo) return;
  const { name, slug, timeZone } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const url = `${env().APP_URL}/dashboard/${slug}/billing`;
  for (const { id, email } of await ownersIn(db, { workspaceId })) {
    await queueMail(db, { ctx, input: { key: `${key}:${id}`, to: email, mail: { ...mail, workspaceName: name, timeZone, url } } });
  }
}
