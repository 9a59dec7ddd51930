import { afterAll, beforeAll, expect, it } from "vitest";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";

/** The page of prices when the database goes away: it claims nothing that it cannot know. */

let server: TestServer;
let database: Awaited<ReturnType<typeof makeOwnDatabase>>;
beforeAll(async () => {
  database = await makeOwnDatabase();
  server = await startServer({ role: "web", env: { ...database.env, ...stripeSettings(), SIGNUP: "first" } });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await database?.remove();
});

const page = async () => (await fetch(`${server.url}/pricing`)).text();

it("offers the trial while it knows that one may sign up, and signing in while it does not", async () => {
  const known = await page();
  expect([known.includes("Start the trial"), known.includes("by invitation")]).toEqual([true, false]);
  await database.remove();
  const unknown = await page();
  expect(unknown).toMatch(/<a[^>]* href="\/sign-in"/);
  expect([unknown.includes("Start the trial"), unknown.includes("by invitation")]).toEqual([false, false]);
});
