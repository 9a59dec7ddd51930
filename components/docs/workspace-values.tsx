import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import { RevealedSecret } from "./revealed-secret.tsx";

interface Props {
  workspaceKey: string;
  environment: "prod" | "sandbox";
  /** The enabled ones, in their order. */
  reasonKeys: string[];
  /** The current Signing Secret of the environment, or null for those who may not see it. */
  signingSecret: { kid: string; reveal: (input: { kid: string }) => Promise<ActionResult<string>> } | null;
  /** The public demo, which keeps its keys and secrets to itself. */
  isDemo: boolean;
  /** Pages to go on to; null where the role does not reach. */
  links: { apiKeys: string | null; reasons: string };
}

/** This workspace's own values, to copy. */
export function WorkspaceValues({ workspaceKey, environment, reasonKeys, signingSecret, isDemo, links }: Props) {
  return (
    <Card title="Your values" level={3}>
      <dl className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 text-13 md:grid-cols-[9rem_minmax(0,1fr)]">
        <Value term="API key" note="Identifies your server in every call.">
          {links.apiKeys === null ? (
            closed(isDemo, "Ask an owner or admin of the workspace for one.")
          ) : (
            <>
              A key is shown once, when it is made. <Link href={links.apiKeys}>Make one in API keys</Link>, and store it as{" "}
              <code className="wrap-anywhere">RETENTBASE_API_KEY</code>.
            </>
          )}
        </Value>
        <Value term="Workspace key" note="Names the workspace; no secret.">
          <Copied value={workspaceKey} label="Copy the workspace key" />
        </Value>
        <Value term="Reason keys" note="What reasonKey may be.">
          <ul className="flex list-none flex-wrap gap-1.5 p-0">
            {reasonKeys.map((key) => (
              <li key={key} className="inline-flex max-w-full items-center rounded-control border border-line bg-sunken ps-2">
                <code className="min-w-0 wrap-anywhere text-12">{key}</code>
                <CopyButton value={key} label={`Copy the key ${key}`} iconOnly variant="ghost" className="h-6 w-6 text-muted hover:text-ink [&_svg]:size-3.5" />
              </li>
            ))}
          </ul>
          <p className="mt-1.5">
            <Link href={links.reasons}>All reasons, their labels and how often each was given</Link>
          </p>
        </Value>
        <Value term={`Signing Secret of ${environment}`} note="Verifies result tokens of the hosted flow.">
          {signingSecret === null ? closed(isDemo, "Owners and admins of the workspace can see it.") : <RevealedSecret {...signingSecret} />}
        </Value>
      </dl>
    </Card>
  );
}

function closed(isDemo: boolean, words: string): string {
  return isDemo ? "Not in the public demo. In a workspace of your own it stands here." : words;
}

function Value({ term, note, children }: { term: string; note: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="max-md:-mb-3">
        <span className="font-medium">{term}</span>
        <span className="block text-12 text-muted">{note}</span>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function Copied({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 wrap-anywhere">{value}</code>
      <CopyButton value={value} label={label} iconOnly variant="ghost" className="-my-1 shrink-0" />
    </span>
  );
}
