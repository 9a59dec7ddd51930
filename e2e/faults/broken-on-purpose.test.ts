import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startServer } from "#lib/testing/server.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { startLocalStripe } from "../stripe/start.ts";
import { startLoad } from "./support/load.ts";
import { asOwner, endSessionsOfProgram } from "./support/owner.ts";
import { type Scene, setScene } from "./support/scene.ts";
import { stripeTally } from "./support/stripe-tally.ts";
import { tally } from "./support/tally.ts";

// Two ledgers and a webhook that do lose: when these tests fail, the other fault tests prove nothing.

describe("a ledger that loses is found out", () => {
  let scene: Scene;
  beforeEach(async () => {
    // Without synchronous_commit a commit waits in memory until somebody writes it out; here that takes long.
    scene = await setScene({ wal_writer_delay: "10s", wal_writer_flush_after: "512MB", wal_buffers: "64MB" });
  });
  afterEach(() => scene?.remove());

  it("when commits do not wait for the disk and PostgreSQL is killed", async () => {
    const server = await scene.serve();
    await asOwner(scene.postgres.ownerUrl, async (owner) => {
      // The program refuses to start like this, so it is done behind its back.
      await owner.query("alter database retentbase set synchronous_commit = off");
      await endSessionsOfProgram(owner);
    });
    const load = startLoad({ url: scene.url, apiKey: scene.apiKey, insist: false });
    try {
      await load.more(1_000);
      await scene.postgres.kill9All();
      await load.finish();
      await scene.postgres.restart();
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.stop();
    }
    const { lost } = await tally("control: synchronous_commit off, PostgreSQL killed", load.book, scene.postgres.ownerUrl);
    expect(lost).toBeGreaterThan(0);
  });

  it("when it answers before it stores and is killed", async () => {
    const server = await scene.serve();
    const proxy = await writeBehind(scene.url);
    const load = startLoad({ url: proxy.url, apiKey: scene.apiKey, insist: false });
    try {
      await load.more(1_000);
      await server.kill9();
      await load.finish();
    } finally {
      await load.finish(0).catch(() => undefined);
      await server.kill9();
      await proxy.close();
    }
    const { lost } = await tally("control: write-behind, server killed", load.book, scene.postgres.ownerUrl);
    expect(lost).toBeGreaterThan(0);
  });
});

it("a webhook that answers Stripe before it stores, and is killed, is found out", async () => {
  const scene = await setScene();
  const local = await startLocalStripe({ catalogue: true });
  const server = await startServer({ role: "door", port: Number(new URL(scene.url).port), env: { ...scene.env, ...stripeSettings(local) } });
  const proxy = await writeBehind(scene.url);
  try {
    const unheard = local.control.events().length;
    local.control.webhook({ url: `${proxy.url}/api/stripe/webhook`, secret: "whsec_new" });
    local.control.deliveryFaults({ withhold: true });
    local.control.history({ customers: 15, days: 90 });
    const ordered = local.control.release({ shuffle: true });
    while (local.control.counts().attempts < ordered / 2) await sleep(5);
    await server.kill9();
    await local.control.settled();
    const events = local.control.events().slice(unheard);
    const { acked, stored, lost } = await stripeTally(local, { events, customers: [], ownerUrl: scene.postgres.ownerUrl });
    console.log(`control: write-behind of Stripe's events, server killed: ${acked} acked, ${stored} stored, ${lost} lost`);
    expect(lost).toBeGreaterThan(0);
  } finally {
    await local.close();
    await proxy.close();
    await server.kill9();
    await scene.remove();
  }
});

/** A door that says 201 at once and passes the call on afterwards. */
async function writeBehind(target: string): Promise<{ url: string; close(): Promise<void> }> {
  const behind = new Set<Promise<unknown>>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      res.writeHead(201, { "Content-Type": "application/json" }).end("{}");
      const headers = {
        authorization: req.headers.authorization ?? "",
        "stripe-signature": String(req.headers["stripe-signature"]),
        "content-type": "application/json",
      };
      const call = fetch(`${target}${req.url}`, { method: req.method, headers, body: Buffer.concat(chunks) })
        .then((answer) => answer.arrayBuffer())
        .catch(() => undefined)
        .finally(() => behind.delete(call));
      behind.add(call);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(behind);
    },
  };
}
