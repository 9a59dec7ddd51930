import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { stripeEvent, stripeSettings, stripeSignature } from "#lib/testing/stripe-events.ts";
import { receiveStripeEvent } from "./receive-event.ts";

let database: Awaited<ReturnType<typeof useOwnDatabase>>;
beforeAll(async () => {
  database = await useOwnDatabase();
  Object.assign(process.env, stripeSettings());
});
afterAll(() => database.remove());

async function receive(body: string): Promise<boolean> {
  const input = { body: Buffer.from(body), signature: stripeSignature(body) };
  return (await receiveStripeEvent({ ctx: systemContext("test"), input })).isNew;
}

it("events that come at once, several times each, are each new once, stored once, and one job a customer", async () => {
  const ids = Array.from({ length: 50 }, () => `evt_${randomUUID()}`);
  const bodies = ids.map((id, position) => stripeEvent({ id, customer: `cus_${position % 3}` }));
  const answers = await Promise.all([...bodies, ...bodies, ...bodies.toReversed()].map(receive));
  expect(answers.filter(Boolean)).toHaveLength(ids.length);
  expect(await ownerQuery("select count(*)::int as count from stripe_events where state = 'received' and finished_at is null")).toEqual([{ count: 50 }]);
  expect(await ownerQuery("select data from pgboss.job where name = 'converge-customer' order by singleton_key")).toEqual(
    [0, 1, 2].map((n) => ({ data: { customerId: `cus_${n}` } })),
  );
});

it("one that nothing depends on, or that names no customer, is kept with the reason and asks for nothing", async () => {
  const before = await ownerQuery("select id from pgboss.job where name = 'converge-customer'");
  const [other, nobody] = [`evt_${randomUUID()}`, `evt_${randomUUID()}`];
  expect(await receive(stripeEvent({ id: other, type: "charge.succeeded" }))).toBe(true);
  expect(await receive(stripeEvent({ id: nobody, customer: null }))).toBe(true);
  expect(await ownerQuery("select state, note from stripe_events where id in ($1, $2) and finished_at = received_at order by note", [other, nobody])).toEqual([
    { state: "ignored", note: "it names no customer" },
    { state: "ignored", note: "nothing here depends on this type" },
  ]);
  expect(await ownerQuery("select id from pgboss.job where name = 'converge-customer'")).toEqual(before);
});
