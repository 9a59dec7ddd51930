import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { readNodeBody } from "./body.ts";
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
