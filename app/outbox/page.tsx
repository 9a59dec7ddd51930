import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OutboxLetterView } from "#components/mails/outbox-letter.tsx";
import { OutboxTable } from "#components/mails/outbox-table.tsx";
import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { getOutboxMail } from "#lib/features/mails/get-outbox-mail.ts";
import { listOutbox } from "#lib/features/mails/list-outbox.ts";

export const metadata: Metadata = { title: "Outbox" };

interface Props {
  searchParams: Promise<{ mail?: string | string[] }>;
}

/** The demo's mails, which go nowhere else: whoever runs the demo clicks through sign-up and invitations here. */
export default async function OutboxPage({ searchParams }: Props) {
  const { mail: id } = await searchParams;
  const ctx = systemContext("outbox");
  try {
    const mails = await listOutbox({ ctx });
    const letter = typeof id === "string" ? await getOutboxMail({ ctx, input: { id } }) : null;
    return (
      <main id="content" className="page">
        <h1>Outbox</h1>
        <p className="muted">The demo sends no mail. What it would have sent is here, newest first.</p>
        {letter !== null && <OutboxLetterView letter={letter} />}
        <OutboxTable mails={mails} shown={letter?.id ?? null} />
      </main>
    );
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  }
}
