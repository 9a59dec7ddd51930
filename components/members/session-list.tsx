"use client";

import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { ListedSignInSession } from "#lib/features/members/model/sign-in-session.ts";

interface Props {
  sessions: ListedSignInSession[];
  onRevoke: (id: string) => Promise<ActionResult>;
  onRevokeOthers: () => Promise<ActionResult<number>>;
}

/** Every browser that is signed in to the account, each with a way to end it. */
export function SessionList({ sessions, onRevoke, onRevokeOthers }: Props) {
  const [pending, setPending] = useState<string | null>(null);

  async function end(which: string, work: () => Promise<ActionResult<unknown>>, done: string) {
    setPending(which);
    try {
      const answer = await work();
      if (answer.ok) toast.done(done);
      else toast.failed(answer.error.message);
    } catch {
      toast.failed("The server could not be reached. Try again in a moment.");
    } finally {
      setPending(null);
    }
  }

  return (
    <div className="grid gap-3">
      <ul className="m-0 grid list-none divide-y divide-line rounded-card border border-line bg-surface p-0">
        {sessions.map(({ id, device, createdAt, lastSeenAt, isCurrent }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <p className="font-medium text-13">
                {device} {isCurrent && <Badge tone="accent">This one</Badge>}
              </p>
              <p className="text-12 text-muted">
                Signed in <Time at={createdAt} timeZone="UTC" />, last seen <Time at={lastSeenAt} timeZone="UTC" /> UTC
              </p>
            </div>
            {!isCurrent && (
              <Button size="small" pending={pending === id} onClick={() => end(id, () => onRevoke(id), "Signed out there")} aria-label={`Sign out ${device}`}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button pending={pending === "others"} onClick={() => end("others", onRevokeOthers, "Signed out everywhere else")}>
            Sign out everywhere else
          </Button>
        </div>
      )}
    </div>
  );
}
