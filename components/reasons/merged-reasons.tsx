"use client";

import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";
import { ReasonName } from "./reason-name.tsx";

interface Props {
  /** The merged ones alone. */
  reasons: UsedReason[];
  labelOf(key: string): string;
  environment: "prod" | "sandbox";
  /** Left out for readers. */
  onUndo?: (reason: UsedReason) => void;
}

/** Reasons that count as others: still accepted, no longer asked. */
export function MergedReasons({ reasons, labelOf, environment, onUndo }: Props) {
  const columns: Column<UsedReason>[] = [
    { key: "reason", head: "Reason", cell: (reason) => <ReasonName reason={reason} /> },
    {
      key: "into",
      head: "Counts as",
      cell: ({ mergedInto }) => (
        <span dir="auto" className="line-clamp-3 wrap-anywhere">
          {labelOf(mergedInto ?? "")}
        </span>
      ),
    },
    { key: "count", head: "Came with this key", align: "end", from: "sm", cell: ({ ownUsage }) => ownUsage[environment].count.toLocaleString("en") },
    ...(onUndo === undefined
      ? []
      : [
          {
            key: "undo",
            head: <span className="sr-only">Actions</span>,
            align: "end" as const,
            cell: (reason: UsedReason) => (
              <Button size="small" aria-label={`Undo the merge of “${reason.label}”`} onClick={() => onUndo(reason)}>
                Undo
              </Button>
            ),
          },
        ]),
  ];
  return (
    <Card
      id="merged"
      title="Merged"
      description="Your server may go on sending these keys. In every figure they count as the reason they were merged into."
      padded={false}
    >
      <Table caption="Merged reasons" columns={columns} rows={reasons} rowKey={({ key }) => key} flush />
    </Card>
  );
}
