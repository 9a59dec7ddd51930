import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#lib/core/errors.ts";
import { useSettings } from "#lib/testing/settings.ts";
import { closePools, ledgerTransaction, queryAsWorkspace } from "./db.ts";

/** A message of PostgreSQL's protocol: type, length, content. */
function message(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

const welcome = Buffer.concat([message("R", Buffer.alloc(4)), message("Z", Buffer.from("I"))]);
const goodbye = message("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"));

// As PostgreSQL when an administrator ends the session at that very moment: both reach us in one piece.
const server = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", () => socket.end(Buffer.concat([welcome, goodbye])));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  useSettings({ DATABASE_URL: `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/none` });
});
afterAll(async () => {
  await closePools();
  server.close();
});

describe("a session that is ended the moment it begins", () => {
  it("is a 503 for a caller, and does not end the process", async () => {
    const refused = await queryAsWorkspace("00000000-0000-0000-0000-000000000000", async () => "never").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DomainError);
    expect((refused as DomainError).code).toBe("unavailable");
    await expect(ledgerTransaction(async () => "never")).rejects.toThrow();
  });
});
