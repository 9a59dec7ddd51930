import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { OutboxLetterCard } from "#components/mails/outbox-letter-card.tsx";
import { OutboxTable } from "#components/mails/outbox-table.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isLoopback } from "#lib/core/loopback.ts";
import { getOutboxMail } from "#lib/features/mails/get-outbox-mail.ts";
import { listOutbox } from "#lib/features/mails/list-outbox.ts";

export const metadata: Metadata = { title: "Outbox" };

interface Props {
  searchParams: Promise<{ mail?: string | string[] }>;
}

/** The demo's mails, which go nowhere else: whoever runs the demo clicks through sign-up and invitations here. 404 everywhere else. */
export default async function OutboxPage({ searchParams }: Props) {
  // Another name may be a stranger's that was made to lead here; through it their page could read these mails.
  const host = (await headers()).get("host") ?? "";
  if (!URL.canParse(`http://${host}`) || !isLoopback(new URL(`http://${host}`).hostname)) notFound();
  const { mail: id } = await searchParams;
  const { mails, letter } = await load(typeof id === "string" ? id : null);
  return (
    <PageMain>
      <PageHead title="Outbox" description="The demo sends no mail. What it would have sent is here, newest first." />
      {letter !== null && <OutboxLetterCard letter={letter} />}
      <OutboxTable mails={mails} shown={letter?.id ?? null} />
    </PageMain>
  );
}

async function load(id: string | null) {
  const ctx = systemContext("outbox");
  try {
    return { mails: await listOutbox({ ctx }), letter: id === null ? null : await getOutboxMail({ ctx, input: { id } }) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  }
}
