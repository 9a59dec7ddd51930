import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton, SkeletonTable } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
import { Part } from "./part.tsx";

export function StatesPart() {
  return (
    <Part title="Nothing yet, not yet">
      <Table
        caption="No cancellations"
        columns={[
          { key: "a", head: "When", cell: () => null },
          { key: "b", head: "MRR", align: "end", cell: () => null },
        ]}
        rows={[]}
        rowKey={() => ""}
        empty={
          <EmptyState
            level={3}
            title="No cancellations yet"
            action={<Button variant="primary">Create an API key</Button>}
            secondary={<Button variant="ghost">Show me with demo data</Button>}
            extra={<CodeBlock label="Send the first one" code={'curl https://app.example.com/api/v1/cancellations -d \'{"eventId": "evt_1"}\''} />}
          >
            Each attempt to cancel appears here, with its reason and its outcome, as soon as your server sends it.
          </EmptyState>
        }
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <SkeletonTable rows={4} columns={4} />
        <Card>
          <div className="grid gap-3">
            <Skeleton className="w-40" />
            <Skeleton className="h-8 w-24" />
            <Skeleton className="h-3" />
          </div>
        </Card>
      </div>
    </Part>
  );
}
