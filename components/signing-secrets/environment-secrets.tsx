"use client";

import { sent } from "#components/forms/sent.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { SecretValue } from "#components/ui/secret-value.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ListedSigningSecret } from "#lib/features/signing-secrets/model/signing-secret.ts";
import { RetiredSecrets } from "./retired-secrets.tsx";
import { RotateSecretDialog } from "./rotate-secret-dialog.tsx";
import type { SigningSecretActions } from "./signing-secret-actions.ts";

interface Props {
  environment: "prod" | "sandbox";
  /** Of this environment, the newest first. */
  secrets: ListedSigningSecret[];
  timeZone: string;
  actions: SigningSecretActions;
}

/** The Signing Secrets of one environment: the current one, and the one before while both hold. */
export function EnvironmentSecrets({ environment, secrets, timeZone, actions }: Props) {
  const live = secrets.filter(({ state }) => state !== "retired");
  const retired = secrets.filter(({ state }) => state === "retired");
  const retiring = live.find(({ state }) => state === "retiring");
  return (
    <Card
      title={environment === "prod" ? "Prod" : "Sandbox"}
      description={environment === "prod" ? "For real customers." : "For test data. It never verifies anything of prod."}
      actions={<RotateSecretDialog environment={environment} retiring={retiring ?? null} timeZone={timeZone} rotate={actions.rotate} />}
    >
      <ul className="grid gap-5">
        {live.map(({ kid, state, createdAt, expiresAt }) => (
          <li key={kid} className="grid max-w-160 grid-cols-[minmax(0,1fr)] gap-2">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-13">
              <code className="wrap-anywhere font-medium">{kid}</code>
              {state === "live" ? <Badge tone="accent">Current</Badge> : <Badge tone="warning">Still accepted</Badge>}
              <span className="text-muted">
                {expiresAt === null ? (
                  <>
                    since <Time at={createdAt} timeZone={timeZone} />
                  </>
                ) : (
                  <>
                    until <Time at={expiresAt} timeZone={timeZone} />
                  </>
                )}
              </span>
              {state === "retiring" && (
                <ConfirmDialog
                  trigger={
                    <Button size="small" variant="ghost" className="ms-auto">
                      Retire now
                    </Button>
                  }
                  title="Retire the old secret now?"
                  description="What was signed with it is refused from this moment on. Do it once your server verifies with the new one, or at once when the old one is known to others."
                  name={kid}
                  confirmLabel="Retire secret"
                  onConfirm={async () => {
                    const answer = await sent(() => actions.retire({ kid }));
                    if (answer.ok) toast.done(`Retired ${kid}`);
                    return answer;
                  }}
                />
              )}
            </div>
            <SecretValue label={`Signing Secret ${kid}`} secret={() => sent(() => actions.reveal({ kid }))} masked={`rbs_${"•".repeat(20)}`} />
          </li>
        ))}
      </ul>
      {retired.length > 0 && (
        <div className="mt-4">
          <Disclosure summary={`${retired.length.toLocaleString("en")} retired`}>
            <RetiredSecrets environment={environment} secrets={retired} timeZone={timeZone} />
          </Disclosure>
        </div>
      )}
    </Card>
  );
}
