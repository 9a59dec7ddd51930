import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createdCancellationSchema, ingestBody } from "#lib/features/cancellations/model/cancellation.ts";
import { payloadOf } from "#lib/features/cancellations/model/payload.ts";
import { messageSchemas } from "#lib/features/webhooks/model/message.ts";
import { webhookReference } from "#lib/http/webhook-reference.ts";
import { signWebhook } from "#lib/platform/webhook-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { useSettings } from "#lib/testing/settings.ts";
import { answerOf, postWithCurl } from "./samples.ts";
import { messageAsHttp, receiverWithLibrary, sendToMyself, verifyWithoutLibrary } from "./webhook-samples.ts";

/** The docs' code is run as it stands there, on messages that our own code signs. */

const secret = "whsec_c2VjcmV0IG9mIGEgdGVzdCwgMzIgYnl0ZXMgbG9uZyE=";
const running: ChildProcess[] = [];
const sample = () => webhookReference({ environment: "sandbox" }).sample;

beforeAll(() => useSettings({ APP_URL: "https://app.example.com" }));
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

/** Runs code as a module that finds the packages of this folder. */
function run(code: string, env: Record<string, string> = {}): ChildProcess & { text(): string } {
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { env: { PATH: process.env.PATH, NODE_ENV: "test", ...env } });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  running.push(child);
  return Object.assign(child, { text: () => text });
}

async function startReceiver(): Promise<{ url: string; text(): string }> {
  const child = run(receiverWithLibrary, { RETENTBASE_WEBHOOK_SECRET: secret, PORT: "0" });
  while (!child.text().includes("port ")) await once(child.stdout as NodeJS.ReadableStream, "data");
  return { url: `http://127.0.0.1:${/port (\d+)/.exec(child.text())?.[1]}/webhooks/retentbase`, text: child.text };
}

/** A message as our deliveries sign it. */
function signed(over: { at?: number; body?: string } = {}) {
  const body = sample().body;
  const id = "msg_1";
  const { at = Date.now() } = over;
  const headers = { "webhook-id": id, "webhook-timestamp": String(Math.floor(at / 1000)), "webhook-signature": signWebhook({ id, at, body, secret }) };
  return { headers, body: over.body ?? body };
}

describe("the receiver of the docs", () => {
  it("takes what we sign, and refuses what was changed, is old, or is not signed", async () => {
    const { url, text } = await startReceiver();
    const post = async ({ headers, body }: { headers: Record<string, string>; body: string }) => (await fetch(url, { method: "POST", headers, body })).status;
    expect(await post(signed())).toBe(204);
    // What another process prints takes a way of its own.
    await eventually(
      async () => text(),
      (printed) => printed.includes("msg_1 cancellation.created cancel_evt_8f30a7bf"),
      10_000,
    );
    expect(await post(signed({ body: sample().body.replace("churned", "recovered") }))).toBe(400);
    expect(await post(signed({ at: Date.now() - 301_000 }))).toBe(400);
    expect(await post({ headers: {}, body: sample().body })).toBe(400);
  });

  it("takes what the docs' sender sends to it", async () => {
    const { url, text } = await startReceiver();
    const sender = run(sendToMyself({ id: "msg_docs", body: sample().body }), { RETENTBASE_WEBHOOK_SECRET: secret, RECEIVER_URL: url });
    await once(sender, "close");
    expect(sender.text().trim()).toBe("204");
    await eventually(
      async () => text(),
      (printed) => printed.includes("msg_docs cancellation.created"),
      10_000,
    );
  });
});

describe("the check without a library", () => {
  it("says the same of the same messages", async () => {
    const { verify } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(verifyWithoutLibrary)}`)) as {
      verify(body: string, headers: Record<string, string>, secret: string): unknown;
    };
    const check = ({ headers, body }: ReturnType<typeof signed>, key = secret) => verify(body, headers, key);
    const message = signed();
    expect(check(message)).toEqual(JSON.parse(message.body));
    const second = { ...message.headers, "webhook-signature": `v2,x v1,AAAA ${message.headers["webhook-signature"]}` };
    expect(check({ ...message, headers: second })).toEqual(JSON.parse(message.body));
    expect(() => check(signed({ body: `${message.body} ` }))).toThrow("No webhook-signature holds");
    expect(() => check(message, "whsec_b3RoZXI=")).toThrow("No webhook-signature holds");
    for (const at of [Date.now() - 302_000, Date.now() + 302_000]) expect(() => check(signed({ at }))).toThrow("five minutes");
    expect(() => verify(message.body, {}, secret)).toThrow("five minutes");
    expect(() => verify(message.body, { "webhook-timestamp": message.headers["webhook-timestamp"] }, secret)).toThrow("No webhook-signature holds");
  });
});

describe("the message of the docs", () => {
  it("is one of ours, about the event of the docs' first call, and its signature holds", () => {
    const { body, headers, secret: own } = sample();
    const message = messageSchemas["cancellation.created"].parse(JSON.parse(body));
    const call = /-d '(.*)'$/s.exec(postWithCurl({ apiUrl: "", environment: "sandbox", reasonKey: "too_expensive" }))?.[1] ?? "";
    const { eventId, ...said } = ingestBody.parse(JSON.parse(call));
    const { data } = message;
    expect(data.eventId).toBe(eventId);
    const stored = {
      ...data,
      userId: data.userId ?? undefined,
      reasonKey: data.reasonKey ?? "",
      reasonText: data.reasonText ?? undefined,
      outcome: data.outcome as "churned",
      offer: { ...data.offer, label: data.offer.label ?? undefined },
      context: { plan: data.context.plan ?? undefined, mrr: data.context.mrr ?? undefined, tenureDays: data.context.tenureDays ?? undefined },
      metadata: data.metadata ?? undefined,
      occurredAt: undefined,
    };
    expect(payloadOf(stored)).toEqual(payloadOf({ eventId, ...said }));
    expect(createdCancellationSchema.parse(JSON.parse(answerOf(body).split("\n\n")[1] ?? ""))).toEqual({ ...data, replayed: false });
    const [id, at, signature] = headers.map(([, value]) => value) as [string, string, string];
    expect(signWebhook({ id, at: Number(at) * 1000, body, secret: own })).toBe(signature);
    expect(messageAsHttp(sample())).toContain(`webhook-signature: ${signature}\n\n{\n  "type": "cancellation.created",`);
  });
});
