import { AddFilter } from "#components/ui/add-filter.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Money } from "#components/ui/money.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { SidePanel } from "#components/ui/side-panel.tsx";
import { SplitView } from "#components/ui/split-view.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { LONG_NAME, Part } from "./part.tsx";

interface Item {
  id: string;
  at: string;
  reason: string;
  state: string;
  amount: number;
}

const items: Item[] = Array.from({ length: 40 }, (_, index) => ({
  id: index === 5 ? `user_${"9".repeat(60)}` : `user_${8841 - index * 17}`,
  at: new Date(Date.UTC(2026, 10, 22, 10, 41) - index * 3_723_000).toISOString(),
  reason: index === 3 ? LONG_NAME : (["Too expensive", "Missing features", "Not using it"][index % 3] ?? ""),
  state: ["Pending", "Done", "Failed"][index % 3] ?? "",
  amount: index === 7 ? 1_000_000_000 : (index * 37) % 400,
}));

const columns: Column<Item>[] = [
  { key: "at", head: "When", cell: (item) => <Time at={item.at} timeZone="UTC" />, className: "whitespace-nowrap" },
  {
    key: "id",
    head: "Customer",
    cell: (item) => (
      <code className="block max-w-[22ch] truncate text-12 leading-5" title={item.id}>
        {item.id}
      </code>
    ),
  },
  { key: "reason", head: "Reason", from: "md", cell: (item) => <span className="line-clamp-2 max-w-[32ch] wrap-anywhere">{item.reason}</span> },
  {
    key: "state",
    head: "State",
    cell: (item) => <Badge tone={item.state === "Failed" ? "danger" : item.state === "Done" ? "accent" : "neutral"}>{item.state}</Badge>,
  },
  { key: "amount", head: "MRR", align: "end", cell: (item) => <Money amount={item.amount} currency="USD" /> },
];

export function TablePart({ open }: { open: string | null }) {
  const item = items.find(({ id }) => id === open);
  return (
    <Part title="A table and what is open of it">
      <div className="flex flex-wrap gap-2">
        <FilterChip label="Outcome" value="recovered, churned" removeHref="#table" />
        <FilterChip label="Reason" value={LONG_NAME} removeHref="#table" />
        <FilterChip label="Period" value="last 13 weeks" />
        <AddFilter
          groups={[
            {
              label: "Plan",
              items: [
                { label: "Free", href: "#free" },
                { label: "Pro", href: "#pro" },
              ],
            },
          ]}
        />
      </div>
      <SplitView
        panel={
          item && (
            <SidePanel
              panelKey={item.id}
              title={<code className="text-13">{item.id}</code>}
              actions={<Badge>{item.state}</Badge>}
              closeHref="/kitchen-sink"
              footer={<Button size="small">Change outcome</Button>}
            >
              <DescriptionList
                items={[
                  { term: "Customer", value: item.id },
                  { term: "Reason", value: item.reason },
                  { term: "MRR", value: <Money amount={item.amount} currency="USD" /> },
                ]}
              />
            </SidePanel>
          )
        }
      >
        <Table
          caption="Forty rows"
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/kitchen-sink?row=${encodeURIComponent(id)}`}
          selectedKey={open}
        />
        <Pager previousHref={null} nextHref="#next">
          40 of 12,418
        </Pager>
      </SplitView>
    </Part>
  );
}
