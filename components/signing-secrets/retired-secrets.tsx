import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedSigningSecret } from "#lib/features/signing-secrets/model/signing-secret.ts";

interface Props {
  environment: "prod" | "sandbox";
  secrets: ListedSigningSecret[];
  timeZone: string;
}

/** Signing Secrets that are worth nothing any more; their names may stand in old tokens. */
export function RetiredSecrets({ environment, secrets, timeZone }: Props) {
  const columns: Column<ListedSigningSecret>[] = [
    { key: "kid", head: "Key id", className: "w-full", cell: ({ kid }) => <code className="wrap-anywhere">{kid}</code> },
    { key: "created", head: "Created", from: "sm", className: "whitespace-nowrap", cell: ({ createdAt }) => <Time at={createdAt} timeZone={timeZone} /> },
    {
      key: "ended",
      head: "Retired",
      className: "whitespace-nowrap",
      cell: ({ expiresAt }) => expiresAt !== null && <Time at={expiresAt} timeZone={timeZone} />,
    },
  ];
  return <Table caption={`Retired Signing Secrets of ${environment}`} columns={columns} rows={secrets} rowKey={({ kid }) => kid} />;
}
