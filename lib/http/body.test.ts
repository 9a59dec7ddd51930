import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readNodeBody, readWebBody } from "./body.ts";
import { MAX_BODY_BYTES } from "./validate.ts";

/** What the server read of a chunked body of `bytes` whose end comes only when `isEnded`. */
async function readOf(bytes: number, isEnded: boolean): Promise<Buffer | null> {
  let seen: (body: Promise<Buffer | null>) => void = () => undefined;
  const read = new Promise<Promise<Buffer | null>>((resolve) => {
    seen = resolve;
  });
  const server = createServer((req) => seen(readNodeBody(req)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const call = request({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", method: "POST" });
  call.on("error", () => undefined);
  call.write(Buffer.alloc(bytes, "x"));
  if (isEnded) call.end();
  const body = await await read;
  call.destroy();
  server.closeAllConnections();
  server.close();
  return body;
}

it("gives a body of the greatest length whole", async () => {
  expect((await readOf(MAX_BODY_BYTES, true))?.length).toBe(MAX_BODY_BYTES);
});

it("gives up an oversized body, ended or not", async () => {
  expect(await readOf(MAX_BODY_BYTES + 1, true)).toBeNull();
  expect(await readOf(MAX_BODY_BYTES + 1, false)).toBeNull();
});

it("gives a body that comes a byte at a time as it was, in no more memory than twice its length", async () => {
  const sent = Buffer.from(Array.from({ length: 3_000 }, (_, i) => i % 251));
  let reserved = 0;
  const options = {
    reserve: (bytes: number) => {
      reserved += bytes;
      return true;
    },
  };
  expect(await readNodeBody(piecemeal(sent), options)).toEqual(sent);
  expect(reserved).toBeGreaterThanOrEqual(sent.length);
  expect(reserved).toBeLessThan(2 * sent.length);
});

it("refuses what there is no room for, and keeps none of it", async () => {
  const asked: number[] = [];
  const options = {
    reserve: (bytes: number) => {
      asked.push(bytes);
      return asked.length < 2;
    },
  };
  await expect(readNodeBody(piecemeal(Buffer.alloc(50)), options)).rejects.toMatchObject({ code: "unavailable", retryAfter: 5 });
  expect(asked).toEqual([1, 1]);
});

/** A request whose body comes a byte at a time. */
function piecemeal(body: Buffer): IncomingMessage {
  const chunks = Array.from(body, (byte) => Buffer.of(byte));
  return Object.assign(Readable.from(chunks), { method: "POST", complete: true }) as unknown as IncomingMessage;
}

it("reads a web request's the same way", async () => {
  const sent = Buffer.from(Array.from({ length: 3_000 }, (_, i) => i % 251));
  const asked = (most: number) => {
    const body = Readable.toWeb(Readable.from(Array.from(sent, (byte) => Uint8Array.of(byte))));
    return readWebBody(new Request("http://127.0.0.1", { method: "POST", body, duplex: "half" } as RequestInit), most);
  };
  expect(await asked(3_000)).toEqual(sent);
  expect(await asked(2_999)).toBeNull();
});
