"use client";

import { Ban, Ellipsis, Pencil, Plus, RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ListedApiKey } from "#lib/features/api-keys/model/listed-api-key.ts";
import type { ApiKeyActions } from "./api-key-actions.ts";
import { KeyTable } from "./key-table.tsx";

/** Loaded when they are first asked for. */
const CreateKeyDialog = dynamic(() => import("./create-key-dialog.tsx").then((module) => module.CreateKeyDialog), { ssr: false });
const RotateKeyDialog = dynamic(() => import("./rotate-key-dialog.tsx").then((module) => module.RotateKeyDialog), { ssr: false });
const RenameKeyDialog = dynamic(() => import("./rename-key-dialog.tsx").then((module) => module.RenameKeyDialog), { ssr: false });
const ConfirmDialog = dynamic(() => import("#components/ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), { ssr: false });

interface Props {
  apiKeys: ListedApiKey[];
  timeZone: string;
  /** e.g. "https://api.example.com" */
  apiUrl: string;
  actions: ApiKeyActions;
}

/** The keys that open the API, and all that can be done to them. */
export function ApiKeyList({ apiKeys, timeZone, apiUrl, actions }: Props) {
  const [dialog, setDialog] = useState<{ kind: "create" } | { kind: "rotate" | "rename" | "revoke"; apiKey: ListedApiKey } | null>(null);
  const live = apiKeys.filter(({ state }) => state === "active" || state === "expires");
  const ended = apiKeys.filter(({ state }) => state === "expired" || state === "revoked");

  function close(done?: string) {
    setDialog(null);
    if (done !== undefined) toast.done(done);
  }

  const create = (
    <Button variant="primary" onClick={() => setDialog({ kind: "create" })}>
      <Plus aria-hidden="true" />
      Create API key
    </Button>
  );
  const menuOf = (apiKey: ListedApiKey) => (
    <Menu align="end" trigger={<IconButton label={`Actions for “${apiKey.name}”`} icon={<Ellipsis />} size="small" tooltip={false} className="-my-1" />}>
      <MenuItem icon={<Pencil />} onClosed={() => setDialog({ kind: "rename", apiKey })}>
        Rename
      </MenuItem>
      <MenuItem icon={<RefreshCw />} onClosed={() => setDialog({ kind: "rotate", apiKey })}>
        Rotate
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Ban />} danger onClosed={() => setDialog({ kind: "revoke", apiKey })}>
        Revoke
      </MenuItem>
    </Menu>
  );
  return (
    <>
      <PageHead
        title="API keys"
        description="What your servers identify themselves with. Keep them out of browsers and apps."
        actions={live.length === 0 ? undefined : create}
      />
      {live.length === 0 ? (
        <Card>
          <EmptyState
            title="No key opens the API"
            action={create}
            extra={
              <CodeBlock
                label="The first call, once there is a key"
                code={`curl ${apiUrl}/api/v1/reasons \\\n  -H "Authorization: Bearer $RETENTBASE_API_KEY"`}
              />
            }
          >
            Your server sends cancellations and their outcomes with a key of this workspace. Make one for each system that calls.
          </EmptyState>
        </Card>
      ) : (
        <KeyTable caption="API keys" apiKeys={live} timeZone={timeZone} menuOf={menuOf} />
      )}
      {ended.length > 0 && (
        <Disclosure summary={`${ended.length.toLocaleString("en")} revoked or expired`}>
          <KeyTable caption="Revoked and expired API keys" apiKeys={ended} timeZone={timeZone} />
        </Disclosure>
      )}
      {dialog?.kind === "create" && <CreateKeyDialog create={actions.create} onClose={close} />}
      {dialog?.kind === "rotate" && <RotateKeyDialog apiKey={dialog.apiKey} timeZone={timeZone} rotate={actions.rotate} onClose={close} />}
      {dialog?.kind === "rename" && <RenameKeyDialog apiKey={dialog.apiKey} rename={actions.rename} onClose={close} onDone={() => close("Saved")} />}
      {dialog?.kind === "revoke" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title={
            <>
              Revoke <bdi>“{dialog.apiKey.name}”</bdi>?
            </>
          }
          description="Within five seconds every call with it is refused, and no retry will pass. This cannot be undone. What it stored stays."
          name={dialog.apiKey.name}
          confirmLabel="Revoke key"
          onConfirm={async () => {
            const answer = await sent(() => actions.revoke({ id: dialog.apiKey.id }));
            if (answer.ok) toast.done(`Revoked “${dialog.apiKey.name}”`);
            return answer;
          }}
        />
      )}
    </>
  );
}
