import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { expectedStanding } from "../../e2e/faults/support/billing-oracle.ts";
import { formatId } from "../../lib/core/ids.ts";
import { ScriptError } from "../../scripts/script-error.ts";
import type { LocalStripe } from "./local-stripe.ts";

/** A workspace for each customer, none of them paying yet. */
export async function makeWorkspaces(owner: pg.Client, customers: readonly string[]): Promise<void> {
  for (const customer of customers) {
    const id = randomUUID();
    await owner.query(
      `insert into workspaces (id, workspace_key, slug, name, plan, access, created_at, updated_at) values ($1, $2, $3, $4, 'advanced', 'read_only', now(), now())`,
      [id, formatId("wk", id), `w-${customer.toLowerCase().replaceAll("_", "-")}`, customer],
    );
    await owner.query("insert into billing_accounts (workspace_id, customer_id, updated_at) values ($1, $2, now())", [id, customer]);
  }
}

/** Waits until no event is open any more. @throws ScriptError after two minutes */
export async function drained(owner: pg.Client): Promise<void> {
  const patience = performance.now() + 120_000;
  while (performance.now() < patience) {
    const { rowCount } = await owner.query("select 1 from stripe_events where state = 'received' limit 1");
    if (rowCount === 0) return;
    await sleep(100);
  }
  throw new ScriptError("Two minutes later there are still events that nobody asked Stripe about.", { exitCode: 1 });
}

/** How many of the customers' workspaces are not what their Stripe says, by an oracle that shares nothing with the product. */
export async function wrongWorkspaces(owner: pg.Client, { client }: LocalStripe, customers: readonly string[]): Promise<number> {
  const { rows } = await owner.query<{ customer_id: string; standing: string }>(
    `select a.customer_id, w.plan || ' ' || case when w.access_until <= now() then 'read_only' else w.access end as standing
     from workspaces w join billing_accounts a on a.workspace_id = w.id`,
  );
  const stored = new Map(rows.map((row) => [row.customer_id, row.standing]));
  let wrong = 0;
  for (const customer of customers) {
    const subscriptions = await client.subscriptions.list({ customer, status: "all", limit: 100 }).autoPagingToArray({ limit: 10_000 });
    const invoices = await client.invoices.list({ customer, limit: 100 }).autoPagingToArray({ limit: 10_000 });
    if (stored.get(customer) !== expectedStanding(subscriptions, invoices, Math.floor(Date.now() / 1000))) wrong++;
  }
  return wrong;
}
