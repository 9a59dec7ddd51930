import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { connectAsOwner } from "#lib/testing/owner-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { stripeEvent, stripeSettings, stripeSignature } from "#lib/testing/stripe-events.ts";
import { exchange, openSocket, requestBytes } from "#lib/testing/wire.ts";

/** POST /api/stripe/webhook: what is taken, what is refused, and what is written down. Stripe itself is out of reach here. */

const PATH = "/api/stripe/webhook";
let database: Awaited<ReturnType<typeof makeOwnDatabase>>;
let server: TestServer;

beforeAll(async () => {
  database = await makeOwnDatabase();
  // Several addresses, as several of Stripe's machines and other people have.
  server = await startServer({ role: "door", env: { ...database.env, ...stripeSettings(), TRUST_PROXY: "1" } });
});
afterAll(async () => {
  await server?.stop();
  await database?.remove();
});

/** A header that looks like Stripe's; anybody can write it. */
const pretended = () => `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`;

const newId = () => `evt_${randomUUID().replaceAll("-", "")}`;

async function post(
  body: string,
  signature: string | null = stripeSignature(body),
  at = server.url,
): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await fetch(at + PATH, {
    method: "POST",
    headers: { "content-type": "application/json", ...(signature !== null && { "stripe-signature": signature }) },
    body,
    redirect: "manual",
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

async function query<Row extends Record<string, unknown>>(sql: string, values: unknown[]): Promise<Row[]> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: database.env.DATABASE_OWNER_URL });
  await client.connect();
  const { rows } = await client.query<Row>(sql, values);
  await client.end();
  return rows;
}

const stored = (id: string) => query<{ state: string; note: string | null; customer_id: string | null }>("select * from stripe_events where id = $1", [id]);
const jobsOf = (customer: string) => query("select * from pgboss.job where name = 'converge-customer' and singleton_key = $1", [customer]);

describe("an event", () => {
  it("is stored once with one job, however often it comes, and however many of the customer's wait", async () => {
    const [id, other, customer] = [newId(), newId(), `cus_${randomUUID()}`];
    const body = stripeEvent({ id, customer });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(answers.filter(({ json }) => json.new).length).toBe(1);
    expect((await post(stripeEvent({ id: other, customer, type: "invoice.paid" }))).json).toEqual({ received: true, new: true });
    expect(await stored(id)).toMatchObject([{ state: "received", customer_id: customer }]);
    expect(await jobsOf(customer)).toHaveLength(1);
  });

  it("may be signed with the secret before", async () => {
    const body = stripeEvent({ id: newId() });
    expect((await post(body, stripeSignature(body, { secret: "whsec_old" }))).status).toBe(200);
  });

  it.each([
    ["a type that nothing here depends on", { type: "radar.early_fraud_warning.created" }],
    ["no customer", { customer: null }],
  ])("of %s is taken, marked, and makes no job", async (_, change) => {
    const id = newId();
    expect(await post(stripeEvent({ id, ...change }))).toEqual({ status: 200, json: { received: true, new: true } });
    expect(await stored(id)).toMatchObject([{ state: "ignored", note: expect.any(String) }]);
  });
});

describe("what was signed, but is no event as this program knows them,", () => {
  const thin = { object: "v2.core.event", type: "v1.billing.meter.error_report_triggered", created: "2026-11-23T00:00:00.000Z", livemode: false };
  const whole = (change: object) => JSON.stringify({ ...(JSON.parse(stripeEvent({ id: newId() })) as object), ...change });

  it.each<[string, string]>([
    ["a thin event", JSON.stringify({ id: newId(), ...thin })],
    ["one without data", whole({ data: undefined })],
    ["one whose data is null", whole({ data: null })],
    ["one whose object is null", whole({ data: { object: null } })],
    ["one without a type", whole({ type: undefined })],
    ["one of a type that no column holds", whole({ type: "a\0b" })],
    ["one whose time is none", whole({ created: 1e15 })],
    ["one whose customer is too long", stripeEvent({ id: newId(), customer: "c".repeat(256) })],
    ["one whose customer no column holds", stripeEvent({ id: newId(), customer: "cus_\ud800" })],
  ])("%s is taken and stored as ignored", async (_, body) => {
    expect(await post(body)).toEqual({ status: 200, json: { received: true, new: true } });
    const { id } = JSON.parse(body) as { id: string };
    expect(await stored(id)).toMatchObject([{ state: "ignored", note: expect.any(String), customer_id: null }]);
  });

  it.each<[string, string]>([
    ["null", "null"],
    ["a list", "[]"],
    ["no JSON", "{"],
    ["nothing at all but an object", "{}"],
    ["one with an id that is too long", stripeEvent({ id: `evt_${"x".repeat(252)}` })],
    ["one with an id that no column holds", stripeEvent({ id: "evt_\0" })],
    ["one with an id that is none", JSON.stringify({ ...thin, id: 5 })],
  ])("%s is taken and only logged", async (_, body) => {
    const before = await query("select id from stripe_events", []);
    const lines = () =>
      server
        .output()
        .split("\n")
        .filter((line) => line.includes("cannot be stored")).length;
    const linesBefore = lines();
    expect(await post(body)).toEqual({ status: 200, json: { received: true, new: false } });
    expect(await query("select id from stripe_events", [])).toEqual(before);
    await eventually(
      async () => lines(),
      (count) => count === linesBefore + 1,
      5_000,
    );
  });
});

describe("what is refused", () => {
  const now = Math.floor(Date.now() / 1000);
  const body = stripeEvent({ id: newId() });

  it.each<[string, string | null]>([
    ["no signature", null],
    ["another secret", stripeSignature(body, { secret: "whsec_foreign" })],
    ["another body", stripeSignature(`${body} `)],
    ["a time long ago", stripeSignature(body, { at: now - 400 })],
    ["a time far ahead", stripeSignature(body, { at: now + 400 })],
    ["no time", stripeSignature(body).replace(/t=\d+,/, "")],
    ["two times, the first of them of now", `t=${now},${stripeSignature(body, { at: now - 4_000 })}`],
    ["two times, both signed, the last far ahead", `t=${now},${stripeSignature(body, { at: now + 4_000 })}`],
    ["two times that are the same", `t=${now},${stripeSignature(body, { at: now })}`],
    ["a signature that is none", `t=${now},v1=x`],
    ["an older scheme", stripeSignature(body).replace("v1=", "v0=")],
    ["nonsense", "nonsense"],
  ])("%s is a 400 that says why and stores nothing", async (_, signature) => {
    const answer = await post(body, signature);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: "bad_request", detail: expect.stringMatching(/signature/i) });
    expect(answer.json.detail).not.toContain("whsec_");
    expect(await stored((JSON.parse(body) as { id: string }).id)).toEqual([]);
  });

  it("is in the log with path and reason, once a minute for each, without body and secret", async () => {
    const bodies = ["one", "two", "three"].map((id) => stripeEvent({ id: `evt_refused_${id}` }));
    for (const foreign of bodies) expect((await post(foreign, stripeSignature(foreign, { secret: "whsec_foreign" }))).status).toBe(400);
    const lines = server
      .output()
      .split("\n")
      .filter((line) => line.includes("stripe event refused"));
    const wrong = lines.filter((line) => line.includes("it was not made with STRIPE_WEBHOOK_SECRET"));
    expect(wrong).toHaveLength(1);
    expect(JSON.parse(wrong[0] as string)).toMatchObject({ level: 40, path: PATH, code: "bad_request", requestId: expect.any(String) });
    expect(lines.join()).not.toMatch(/evt_|whsec_|v1=/);
  });

  it("is live mode at a test key", async () => {
    const id = newId();
    expect(await post(stripeEvent({ id, livemode: true }))).toMatchObject({ status: 400, json: { detail: expect.stringContaining("live mode") } });
    expect(await stored(id)).toEqual([]);
  });

  it("is more than a megabyte", async () => {
    expect((await post("x".repeat(1024 * 1024 + 1), pretended())).status).toBe(413);
  });

  it.each(["GET", "PUT", "DELETE"])("is %s", async (method) => {
    const answer = await fetch(server.url + PATH, { method, redirect: "manual" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("a body that is not wanted", () => {
  const head = (signature: string | null, more: string[] = []) =>
    requestBytes("POST", PATH, ["Content-Length: 1048576", ...(signature === null ? [] : [`Stripe-Signature: ${signature}`]), ...more]);

  it.each<[string, string | null]>([
    ["missing", null],
    ["malformed", "nonsense"],
    ["old", `t=${Math.floor(Date.now() / 1000) - 400},v1=${"0".repeat(64)}`],
  ])("is refused before it comes when the signature is %s", async (_, signature) => {
    const [answer] = await exchange(server.url, head(signature));
    expect(answer?.status).toBe(400);
    expect(answer?.body).toContain("signature");
  });

  it("is refused before it comes where billing is off", async () => {
    const [answer] = await exchange(process.env.TEST_SERVER_URL as string, head(pretended()));
    expect(answer?.status).toBe(404);
  });
});

describe("bodies that never end", () => {
  const MIB = 1024 * 1024;

  /** One of them: all but its last byte. */
  async function begin(address: string) {
    const socket = await openSocket(server.url);
    let answer = "";
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
    });
    const headers = [`Content-Length: ${MIB}`, `Stripe-Signature: ${pretended()}`, `X-Forwarded-For: ${address}`];
    socket.write(requestBytes("POST", PATH, headers, Buffer.alloc(MIB - 1, "x")));
    return { answer: () => answer, end: () => socket.destroy() };
  }

  const postFrom = async (address: string) => {
    const body = stripeEvent({ id: newId() });
    const headers = [`Stripe-Signature: ${stripeSignature(body)}`, `X-Forwarded-For: ${address}`];
    return (await exchange(server.url, requestBytes("POST", PATH, headers, body)))[0];
  };

  /** Takes all of an address's share: those that came too late for a place are gone again, eight stay. */
  async function fill(address: string) {
    const all: Awaited<ReturnType<typeof begin>>[] = [];
    const waiting = () => all.filter(({ answer }) => answer() === "").length;
    const once = async () => {
      if (waiting() < 8) all.push(await begin(address));
      return [waiting(), (await postFrom(address))?.status];
    };
    await eventually(once, ([held, status]) => held === 8 && status === 503, 15_000);
    return all;
  }

  it("take a share of the memory for an address, all of it at most, and give it back", async () => {
    const one = await fill("198.51.100.1");
    one.push(await begin("198.51.100.1"));
    const refused = await eventually(
      async () => one.at(-1)?.answer() ?? "",
      (answer) => answer !== "",
      5_000,
    );
    expect(refused).toMatch(/^HTTP\/1.1 503 /);
    expect(refused).toMatch(/\r\nRetry-After: \d+\r\n/);
    expect(refused).toMatch(/\r\nConnection: close\r\n/i);
    expect((await postFrom("198.51.100.2"))?.status).toBe(200);
    const others = await Promise.all([2, 3, 4].map((n) => fill(`198.51.100.${n}`)));
    expect((await postFrom("198.51.100.5"))?.status).toBe(503);
    for (const { end } of [one, ...others].flat()) end();
    await eventually(
      async () => (await postFrom("198.51.100.1"))?.status,
      (status) => status === 200,
      5_000,
    );
  });
});

it("is a 503 while the database is away, so that Stripe sends it again", async () => {
  const own = await makeOwnDatabase();
  const lonely = await startServer({ role: "door", env: { ...own.env, ...stripeSettings() } });
  const owner = await connectAsOwner();
  try {
    const name = new URL(own.env.DATABASE_URL as string).pathname.slice(1);
    await owner.query(`alter database "${name}" connection limit 0`);
    await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    expect((await post(stripeEvent({ id: newId() }), undefined, lonely.url)).status).toBe(503);
  } finally {
    await owner.end();
    await lonely.stop();
    await own.remove();
  }
});

it("is nowhere where billing is off", async () => {
  const body = stripeEvent({ id: newId() });
  expect((await post(body, stripeSignature(body), process.env.TEST_SERVER_URL)).status).toBe(404);
});
