"use client";

import { sent } from "#components/forms/sent.ts";
import { SecretValue } from "#components/ui/secret-value.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";

interface Props {
  kid: string;
  reveal: (input: { kid: string }) => Promise<ActionResult<string>>;
}

/** The current Signing Secret, fetched when it is asked for. */
export function RevealedSecret({ kid, reveal }: Props) {
  return <SecretValue label={`Signing Secret ${kid}`} secret={() => sent(() => reveal({ kid }))} masked={`rbs_${"•".repeat(20)}`} />;
}
