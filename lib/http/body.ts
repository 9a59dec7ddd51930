import type { IncomingMessage } from "node:http";
import { DomainError } from "#lib/core/errors.ts";
import { MAX_BODY_BYTES } from "./validate.ts";

/** What is thrown away of a body that is not kept, and for how long, before it is answered; lets a client that only writes read its 413. */
const DRAIN_BYTES = 8 * 1024 * 1024;
const DRAIN_MS = 1_000;

export interface BodyOptions {
  /** Bytes. */
  most?: number;
  /** Takes room for so many more bytes; false: there is none. */
  reserve?: (bytes: number) => boolean;
}

/**
 * The body of a node request: null when it is longer than `most` bytes (the rest is read and dropped).
 * Rejects when the client goes away before its end.
 * @throws DomainError unavailable when there is no room for it
 */
export function readNodeBody(req: IncomingMessage, { most = MAX_BODY_BYTES, reserve = () => true }: BodyOptions = {}): Promise<Buffer | null> {
  if (req.method === "GET" || req.method === "HEAD") {
    req.resume();
    return Promise.resolve(Buffer.alloc(0));
  }
  return new Promise((resolve, reject) => {
    // One piece of memory, not a list of chunks: a client that sends a byte at a time would make a hundred of each.
    let held: Buffer = Buffer.alloc(0);
    let size = 0;
    let isRoom = true;
    let drain: NodeJS.Timeout | undefined;
    const finish = () => {
      clearTimeout(drain);
      if (!isRoom) reject(new DomainError("unavailable", "Too many bodies are arriving at once. Send this one again shortly.", { retryAfter: 5 }));
      else resolve(size > most ? null : held.subarray(0, size));
    };
    const keep = (chunk: Buffer, before: number) => {
      if (size > held.length) {
        const length = before === 0 ? size : Math.min(most, Math.max(size, 2 * held.length));
        isRoom = reserve(length - held.length);
        if (!isRoom) return;
        if (before === 0) {
          held = chunk;
          return;
        }
        const grown = Buffer.allocUnsafeSlow(length);
        held.copy(grown, 0, 0, before);
        held = grown;
      }
      chunk.copy(held, before);
    };
    req.on("data", (chunk: Buffer) => {
      const before = size;
      size += chunk.length;
      if (isRoom && size <= most) keep(chunk, before);
      if ((!isRoom || size > most) && drain === undefined) {
        held = Buffer.alloc(0);
        drain = setTimeout(finish, DRAIN_MS).unref();
      }
      if (size > DRAIN_BYTES) {
        req.pause();
        finish();
      }
    });
    req.on("end", finish);
    req.on("close", () => {
      if (!req.complete) reject(new Error("the client closed the connection"));
    });
  });
}

/** The same for a web Request, as Next hands it over. @param most longest body, in bytes */
export async function readWebBody(request: Request, most = MAX_BODY_BYTES): Promise<Buffer | null> {
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > DRAIN_BYTES) break;
    if (size <= most) chunks.push(chunk);
  }
  return size > most ? null : Buffer.concat(chunks);
}
