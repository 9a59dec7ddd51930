import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ApiKeyState, ListedApiKey } from "#lib/features/api-keys/model/listed-api-key.ts";

const states: Record<ApiKeyState, { words: string; tone: "accent" | "warning" | "neutral" }> = {
  active: { words: "Active", tone: "accent" },
  expires: { words: "Active", tone: "accent" },
  expired: { words: "Expired", tone: "neutral" },
  revoked: { words: "Revoked", tone: "neutral" },
};

interface Props {
  caption: string;
  apiKeys: ListedApiKey[];
  timeZone: string;
  menuOf?: (apiKey: ListedApiKey) => ReactNode;
  flush?: boolean;
}

export function KeyTable({ caption, apiKeys, timeZone, menuOf, flush }: Props) {
  const time = (at: string | null, none: string) => (
    <span className="whitespace-nowrap text-muted">{at === null ? none : <Time at={at} timeZone={timeZone} />}</span>
  );
  const columns: Column<ListedApiKey>[] = [
    {
      key: "name",
      head: "Name",
      className: "w-full lg:w-2/5",
      cell: ({ name, last4, environments, lastUsedAt }) => (
        <>
          <div dir="auto" className="line-clamp-3 wrap-anywhere text-start font-medium text-14">
            {name}
          </div>
          <div className="text-12 text-muted">
            <code className="text-12">rbk_…{last4}</code>
            <span className="md:hidden"> · {environments === "any" ? "Prod and sandbox" : "Sandbox only"}</span>
          </div>
          <div className="text-12 text-muted sm:hidden">
            {lastUsedAt === null ? (
              "Never used"
            ) : (
              <>
                Last used <Time at={lastUsedAt} timeZone={timeZone} />
              </>
            )}
          </div>
        </>
      ),
    },
    {
      key: "environments",
      head: "Works in",
      from: "md",
      className: "whitespace-nowrap",
      cell: ({ environments }) => (environments === "any" ? "Prod and sandbox" : "Sandbox only"),
    },
    {
      key: "state",
      head: "State",
      className: "min-w-24",
      cell: ({ state, expiresAt, revokedAt }) => (
        <div className="grid justify-items-start gap-0.5">
          <Badge tone={states[state].tone}>{states[state].words}</Badge>
          {(revokedAt ?? expiresAt) !== null && (
            <span className="text-12 text-muted">
              {state === "expires" && "until "}
              <Time at={(revokedAt ?? expiresAt) as string} timeZone={timeZone} />
            </span>
          )}
        </div>
      ),
    },
    { key: "used", head: "Last used", from: "sm", cell: ({ lastUsedAt }) => time(lastUsedAt, "Never") },
    {
      key: "created",
      head: "Created",
      from: "lg",
      cell: ({ createdAt, createdBy }) => (
        <>
          {time(createdAt, "")}
          {createdBy !== null && <div className="max-w-48 truncate text-12 text-muted">by {createdBy}</div>}
        </>
      ),
    },
  ];
  if (menuOf !== undefined) columns.push({ key: "actions", head: <span className="sr-only">Actions</span>, align: "end", cell: menuOf });
  return <Table caption={caption} columns={columns} rows={apiKeys} rowKey={({ id }) => id} flush={flush} />;
}
