import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { InvoiceLine } from "#lib/features/billing/model/billing-view.ts";
import { amountText } from "./amount-text.ts";

const statuses: Record<string, { label: string; tone: "neutral" | "accent" | "warning" | "danger" }> = {
  draft: { label: "Being made", tone: "neutral" },
  open: { label: "Unpaid", tone: "warning" },
  paid: { label: "Paid", tone: "accent" },
  uncollectible: { label: "Written off", tone: "danger" },
  void: { label: "Void", tone: "neutral" },
};

/** The latest invoices; each leads to Stripe's page of it, where it can be paid and downloaded. */
export function InvoiceTable({ invoices, timeZone }: { invoices: InvoiceLine[]; timeZone: string }) {
  const columns: Column<InvoiceLine>[] = [
    {
      key: "number",
      head: "Invoice",
      cell: ({ number, url, at }) => (
        <>
          {url === null ? (
            <span className="text-muted">{number ?? "No number yet"}</span>
          ) : (
            <a href={url} className="inline-flex min-h-6 items-center wrap-anywhere">
              {number ?? "Open it"}
            </a>
          )}
          <span className="block text-12 text-muted sm:hidden">
            <Time at={at} timeZone={timeZone} />
          </span>
        </>
      ),
    },
    { key: "at", head: "Made", from: "sm", cell: ({ at }) => <Time at={at} timeZone={timeZone} /> },
    {
      key: "status",
      head: "Status",
      cell: ({ status }) => <Badge tone={statuses[status]?.tone ?? "neutral"}>{statuses[status]?.label ?? status}</Badge>,
    },
    { key: "total", head: "Total", align: "end", cell: ({ total }) => amountText(total) },
  ];
  return (
    <Card title="Invoices" description="The latest 24, newest first. Each opens at Stripe, to pay it or download it." padded={false}>
      <Table caption="Invoices" columns={columns} rows={invoices} rowKey={({ id }) => id} flush />
    </Card>
  );
}
