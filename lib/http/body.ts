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
 * What has arrived of a body, in one piece of memory of at most twice its length. A list of chunks would let a client that sends a
 * byte at a time take a hundred for each.
 */
function gather({ most, reserve }: Required<BodyOptions>) {
  let held = new Uint8Array();
  let size = 0;
  return {
    /** @returns whether it was kept, as all before it */
    add(chunk: Uint8Array): boolean {
      const before = size;
      size += chunk.length;
      if (size > most) return false;
      if (size > held.length) {
        const length = before === 0 ? size : Math.min(most, Math.max(size, 2 * held.length));
        if (!reserve(length - held.length)) return false;
        if (before === 0) {
          held = chunk as Uint8Array<ArrayBuffer>;
          return true;
        }
        const grown = new Uint8Array(length);
        grown.set(held.subarray(0, before));
        held = grown;
      }
      held.set(chunk, before);
      return true;
    },
    drop() {
      held = new Uint8Array();
    },
    size: () => size,
    whole: () => (size > most ? null : Buffer.from(held.buffer, held.byteOffset, size)),
  };
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
    const body = gather({ most, reserve });
    let drain: NodeJS.Timeout | undefined;
    let dropped = 0;
    const finish = () => {
      clearTimeout(drain);
      if (drain === undefined) resolve(body.whole());
      else if (body.size() > most) resolve(null);
      else reject(new DomainError("unavailable", "Too many bodies are arriving at once. Send this one again shortly.", { retryAfter: 5 }));
    };
    req.on("data", (chunk: Buffer) => {
      if (drain === undefined) {
        if (body.add(chunk)) return;
        body.drop();
        drain = setTimeout(finish, DRAIN_MS).unref();
      }
      dropped += chunk.length;
      if (dropped > DRAIN_BYTES) {
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
  const body = gather({ most, reserve: () => true });
  for await (const chunk of request.body) {
    if (!body.add(chunk)) body.drop();
    if (body.size() > DRAIN_BYTES) break;
  }
  return body.whole();
}
