import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runCli } from "../../lib/testing/cli.ts";
import { stripeSettings } from "../../lib/testing/stripe-events.ts";
import { ScriptError } from "../../scripts/script-error.ts";
import { type BenchDatabase, SECRETS } from "../support/database.ts";
import type { Undo } from "../support/run-bench.ts";
import type { LocalStripe } from "./local-stripe.ts";

const HOURS = 3;
const PRICES = ["price_core_monthly", "price_core_yearly", "price_advanced_monthly", "price_advanced_yearly"];

/**
 * Three hours in which every customer does something and no event comes: plans change, payments fail, some leave, some come back.
 * What was withheld is dropped for good. @returns how many events that were
 */
export async function threeHoursOfSilence({ client, control }: LocalStripe, customers: readonly string[]): Promise<number> {
  await control("delivery-faults", { withhold: true });
  for (let hour = 0; hour < HOURS; hour++) {
    for (const [position, customer] of customers.entries()) {
      if (position % HOURS !== hour) continue;
      const [subscription] = (await client.subscriptions.list({ customer, limit: 1 })).data;
      const item = subscription?.items.data[0];
      const price = PRICES.filter((other) => other !== item?.price.id)[position % 3] as string;
      if (subscription === undefined || item === undefined) await client.subscriptions.create({ customer, items: [{ price }] });
      else if (position % 4 === 0) await client.subscriptions.cancel(subscription.id);
      else if (position % 4 === 1) await client.subscriptions.update(subscription.id, { cancel_at_period_end: true });
      else {
        if (position % 4 === 2) await control("decline-next", { customer, count: 1 });
        await client.subscriptions.update(subscription.id, {
          items: [{ id: item.id, price }],
          proration_behavior: "always_invoice",
          payment_behavior: "allow_incomplete",
        });
      }
    }
    await control("advance", { seconds: 3_600 });
  }
  const { withheld } = await control<{ withheld: number }>("counts");
  await control("drop-withheld");
  return withheld;
}

/** One `rb stripe reconcile` on the database: what it found, and what it took. */
export interface Reconciled {
  drift: number;
  seconds: number;
  /** Calls to Stripe. */
  calls: number;
}

/** @returns a way to reconcile; its calls to Stripe go through a relay that counts them */
export async function reconciler(local: LocalStripe, database: BenchDatabase, undo: Undo): Promise<() => Promise<Reconciled>> {
  let calls = 0;
  const relay = createServer(async (req, res) => {
    calls++;
    const answer = await fetch(local.url + req.url, { headers: { authorization: req.headers.authorization ?? "" } });
    res.writeHead(answer.status, { "content-type": "application/json" }).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  undo.push(async () => relay.closeAllConnections());
  undo.push(async () => relay.close());
  const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
  const env = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...SECRETS, ...stripeSettings({ ...local, url }) };
  return async () => {
    calls = 0;
    const { exitCode, stderr } = await runCli(["stripe", "reconcile", "--json"], env);
    if (exitCode !== 0) throw new ScriptError(stderr, { exitCode: 1 });
    const { rows } = await database.owner.query<{ drift: number; seconds: number }>(
      "select drift, extract(epoch from finished_at - started_at)::float as seconds from stripe_reconciles order by started_at desc limit 1",
    );
    return { ...(rows[0] as { drift: number; seconds: number }), calls };
  };
}
