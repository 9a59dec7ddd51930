import { systemContext } from "#lib/core/context.ts";
import { queueMail } from "#lib/features/mails/queue.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** Queues a mail to this address; the address is its key too. */
export async function queueTestMail(to: string): Promise<void> {
  const mail = { template: "magic_link", url: "https://app.example.com/link" } as const;
  await withDirectory((db) => queueMail(db, { ctx: systemContext("test"), input: { key: to, to, mail } }));
}
