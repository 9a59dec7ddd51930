import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatId } from "#lib/core/ids.ts";
import { startServer } from "#lib/testing/server.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { type LocalStripe, startLocalStripe } from "../stripe/start.ts";
import { expectedStanding } from "./support/billing-oracle.ts";
import { asOwner } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";

/** Histories of customers, each event once to five times, out of order, twenty at a time, and the server killed meanwhile. */

const CUSTOMERS = full ? 100 : 15;
const DAYS = full ? 300 : 90;
const KILLS = full ? 5 : 1;

let scene: Scene;
let local: LocalStripe;
/** Events of the catalogue, which nobody listened to. */
let unheard: number;

beforeAll(async () => {
  scene = await setScene();
  local = await startLocalStripe({ catalogue: true });
  unheard = local.control.events().length;
  local.control.webhook({ url: `${scene.url}/api/stripe/webhook`, secret: "whsec_new" });
  local.control.deliverySettings({ retryMs: Array(1_000).fill(250), parallel: 20 });
});
afterAll(async () => {
  await local?.close();
  await scene?.remove();
});

/** A workspace for each customer, none of them paying yet. */
async function makeWorkspaces(customers: readonly string[]): Promise<void> {
  await asOwner(scene.postgres.ownerUrl, async (owner) => {
    for (const customer of customers) {
      const id = randomUUID();
      await owner.query(
        `insert into workspaces (id, workspace_key, slug, name, plan, access, created_at, updated_at) values ($1, $2, $3, $4, 'advanced', 'read_only', now(), now())`,
        [id, formatId("wk", id), `w-${customer.toLowerCase().replaceAll("_", "-")}`, customer],
      );
      await owner.query("insert into billing_accounts (workspace_id, customer_id, updated_at) values ($1, $2, now())", [id, customer]);
    }
  });
}

async function standings(): Promise<Map<string, string>> {
  return asOwner(scene.postgres.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ customer_id: string; standing: string }>(
      `select a.customer_id, w.plan || ' ' || case when w.access_until <= now() then 'read_only' else w.access end as standing
       from workspaces w join billing_accounts a on a.workspace_id = w.id`,
    );
    return new Map(rows.map((row) => [row.customer_id, row.standing]));
  });
}

const inbox = () =>
  asOwner(scene.postgres.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ events: number; waiting: number }>(
      "select count(*)::int as events, count(*) filter (where state = 'received')::int as waiting from stripe_events",
    );
    return rows[0] as { events: number; waiting: number };
  });

describe(`${CUSTOMERS} customers' histories`, () => {
  it(`end as an independent oracle says, through ${KILLS} kills`, async () => {
    const { world } = local.control;
    local.control.deliveryFaults({ withhold: true, copies: [1, 5], seed: 7 });
    const { customers } = local.control.history({ customers: CUSTOMERS, days: DAYS, seed: 11 });
    await makeWorkspaces(customers);
    const events = local.control.events().length - unheard;
    const serve = () =>
      startServer({ role: "door,worker", port: Number(new URL(scene.url).port), env: { ...scene.env, ROLE: undefined, ...stripeSettings(local) } as never });
    let server = await serve();
    const began = performance.now();
    const deliveries = local.control.release({ shuffle: true });
    for (let kill = 0; kill < KILLS; kill++) {
      const from = local.control.counts().attempts;
      while (local.control.counts().attempts < from + deliveries / (KILLS + 2)) await sleep(20);
      await server.kill9();
      server = await serve();
    }
    await local.control.settled();
    const delivered = (performance.now() - began) / 1_000;
    while ((await inbox()).waiting > 0) await sleep(100);
    const drained = (performance.now() - began) / 1_000;
    const stored = await standings();
    const wrong = customers.flatMap((customer) => {
      const subscriptions = [...world.subscriptions.ofOwner(customer)];
      const invoices = [...world.invoices.ofOwner(customer)];
      const expected = expectedStanding(subscriptions, invoices, local.control.now());
      return stored.get(customer) === expected ? [] : [`${customer}: ${stored.get(customer)} instead of ${expected}`];
    });
    const kept = await inbox();
    await server.stop();
    console.log(
      `  ${KILLS} kills: ${events} events of ${customers.length} customers, ${deliveries} deliveries; ${kept.events} stored, ${wrong.length} customers wrong; delivered after ${delivered.toFixed(1)} s, drained after ${drained.toFixed(1)} s`,
    );
    expect(wrong).toEqual([]);
    expect(kept.events).toBe(events);
    expect(new Set(stored.values()).size).toBeGreaterThan(3);
  });
});
