import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkWebhookUrl, sendWebhook, signWebhook } from "#lib/platform/webhook-client.ts";
import { useSettings } from "#lib/testing/settings.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const open: { close(): unknown }[] = [];

beforeAll(() => useSettings({ WEBHOOK_ALLOW_PRIVATE: "1" }));
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(server: { listen: Server["listen"]; address: Server["address"]; close(): unknown }): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));
const send = (url: string, timeoutMs?: number, body = '{"a":"ü"}') => sendWebhook({ url, id: "msg_1", at: Date.now(), body, secret }, { timeoutMs });

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe("a signature", () => {
  it("is the one of the vector", () => {
    const message = { secret, id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1614265330_000, body: '{"test": 2432232314}' };
    expect(signWebhook(message)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });
});

describe("a webhook", () => {
  it("arrives as Standard Webhooks has it, and its receiver can verify it", async () => {
    let received: { req: IncomingMessage; body: string } | undefined;
    const url = await serve(async (req, res) => {
      received = { req, body: await bodyOf(req) };
      res.end("thank you");
    });
    expect(await send(`${url}/hooks?x=1`)).toEqual({ status: 200, error: null, durationMs: expect.any(Number), answer: "thank you" });
    const { req, body } = received as NonNullable<typeof received>;
    expect([req.method, req.url, req.headers["content-type"], body]).toEqual(["POST", "/hooks?x=1", "application/json", '{"a":"ü"}']);
    expect(new Webhook(secret).verify(body, req.headers as Record<string, string>)).toEqual({ a: "ü" });
  });

  it("follows no redirect", async () => {
    const seen: string[] = [];
    const url = await serve((req, res) => {
      seen.push(req.url ?? "");
      res.writeHead(307, { location: "/elsewhere" }).end();
    });
    expect(await send(url)).toMatchObject({ status: 307, error: null, answer: "" });
    expect(seen).toEqual(["/"]);
  });

  it("keeps the first KiB of an answer, of 64 KiB that it reads, as text that the database takes", async () => {
    const url = await serve((_req, res) => {
      res.write(`\0\ud7ffä${"x".repeat(70_000)}`);
      // Never ends: what was read is enough.
    });
    const { status, error, answer } = await send(url, 5_000);
    expect([status, error]).toEqual([200, null]);
    expect(answer).toHaveLength(1024 - 3);
    expect(answer?.startsWith("\u{fffd}\ud7ffäxxx")).toBe(true);
  });

  it.each<[string, RequestListener]>([
    ["says nothing", () => undefined],
    ["dribbles its answer", (_req, res) => void setInterval(() => res.write("."), 20).unref()],
  ])("is given up when its receiver %s", async (_name, listener) => {
    const url = await serve(listener);
    const { error, durationMs } = await send(url, 300);
    expect(error).toBe("No whole answer within 0.3 seconds.");
    expect(durationMs).toBeGreaterThanOrEqual(290);
    expect(durationMs).toBeLessThan(3_000);
  });

  it.each([
    ["closes at once", ""],
    ["talks nonsense", "220 mail.example ESMTP\r\n"],
    ["switches protocols", "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"],
    ["breaks off", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"],
  ])("fails in words when its receiver %s", async (_name, text) => {
    const url = await listen(createTcpServer((socket) => void socket.on("error", () => undefined).once("data", () => socket.end(text))) as never);
    const { error } = await send(url, 5_000);
    expect(error).toMatch(/^The (call failed|connection was closed)/);
  });

  it("fails in words when nobody is there", async () => {
    const url = await serve(() => undefined);
    open.splice(0).map((server) => server.close());
    expect(await send(url, 5_000)).toMatchObject({ status: null, error: "The connection was refused.", answer: null });
  });
});

describe("with WEBHOOK_ALLOW_PRIVATE", () => {
  it.each(["http://localhost:4000", "http://127.0.0.1/x", "http://[::1]:3000", "https://10.0.0.1", "https://intranet.example"])("%s is allowed", (url) => {
    expect(checkWebhookUrl(url).href).toContain("://");
  });

  it.each(["http://example.com", "http://10.0.0.1", "http://169.254.169.254", "http://localhost.example.com"])("%s is not: http is for this machine", (url) => {
    expect(() => checkWebhookUrl(url)).toThrow(/https/);
  });
});
