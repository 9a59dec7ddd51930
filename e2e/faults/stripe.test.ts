import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatId } from "#lib/core/ids.ts";
import { startServer } from "#lib/testing/server.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { type LocalStripe, startLocalStripe } from "../stripe/start.ts";
import { asOwner } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";
import { stripeTally, wrongIfBelieved } from "./support/stripe-tally.ts";

/** Histories of customers, each event once to five times, out of order, twenty at a time, and the server killed meanwhile. */

const CUSTOMERS = full ? 100 : 15;
const DAYS = full ? 400 : 90;
const KILLS = full ? 5 : 1;

let scene: Scene;
let local: LocalStripe;

beforeAll(async () => {
  scene = await setScene();
  local = await startLocalStripe({ catalogue: true });
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

const waiting = () =>
  asOwner(scene.postgres.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ count: number }>("select count(*)::int from stripe_events where state = 'received'");
    return rows[0]?.count ?? 0;
  });

describe(`${CUSTOMERS} customers' histories`, () => {
  it(`end as an independent oracle says, through ${KILLS} kills`, async () => {
    // What the catalogue told is heard by nobody.
    const unheard = local.control.events().length;
    local.control.webhook({ url: `${scene.url}/api/stripe/webhook`, secret: "whsec_new" });
    local.control.deliverySettings({ retryMs: Array(1_000).fill(250), parallel: 20 });
    local.control.deliveryFaults({ withhold: true, copies: [1, 5], seed: 7 });
    const { customers } = local.control.history({ customers: CUSTOMERS, days: DAYS, seed: 11 });
    await makeWorkspaces(customers);
    const events = local.control.events().slice(unheard);
    const serve = () =>
      startServer({ role: "door,worker", port: Number(new URL(scene.url).port), env: { ...scene.env, ROLE: undefined, ...stripeSettings(local) } });
    let server = await serve();
    const { deliveries } = local.control.world;
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1_000;
    const ordered = local.control.release({ shuffle: true });
    for (let kill = 1; kill <= KILLS; kill++) {
      while (deliveries.sent < (ordered * kill) / (KILLS + 1)) await sleep(20);
      await server.kill9();
      server = await serve();
    }
    await local.control.settled();
    const delivered = seconds();
    while ((await waiting()) > 0) await sleep(100);
    const drained = seconds();
    const tally = await stripeTally(local, { events, customers, ownerUrl: scene.postgres.ownerUrl });
    await server.stop();
    const believed = wrongIfBelieved(local, customers);
    print({
      customers: customers.length,
      events: events.length,
      deliveries: ordered,
      attempts: deliveries.sent,
      kills: KILLS,
      acked: tally.acked,
      stored: tally.stored,
      lost: tally.lost,
      doubled: tally.doubled,
      wrong: tally.wrong.length,
      "if believed": believed.length,
      delivered: `${delivered.toFixed(1)} s`,
      drained: `${drained.toFixed(1)} s`,
    });
    const { acked, stored, lost, doubled, wrong } = tally;
    expect({ acked, stored, lost, doubled, wrong }).toEqual({ acked: events.length, stored: events.length, lost: 0, doubled: 0, wrong: [] });
    if (full) expect(events.length).toBeGreaterThanOrEqual(10_000);
    // Controls: the histories end in different ways, and whoever believes events as they come is found out.
    expect(tally.kinds).toBeGreaterThan(3);
    expect(believed).not.toEqual([]);
  });
});

function print(row: Record<string, unknown>): void {
  const line = (cells: unknown[]) => `  ${cells.map((cell) => String(cell).padStart(12)).join("")}`;
  console.log(`Stripe's events, repeated, shuffled, 20 at a time, server killed\n${line(Object.keys(row))}\n${line(Object.values(row))}`);
}
