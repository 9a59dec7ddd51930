import type { IncomingMessage } from "node:http";
import { MAX_BODY_BYTES } from "./validate.ts";

/** What is thrown away of an oversized body, and for how long, before it is answered; lets a client that only writes read its 413. */
const DRAIN_BYTES = 8 * 1024 * 1024;
const DRAIN_MS = 1_000;

/**
 * The body of a node request: null when it is longer than `most` bytes (the rest is read and dropped).
 * Rejects when the client goes away before its end.
 */
export function readNodeBody(req: IncomingMessage, most = MAX_BODY_BYTES): Promise<Buffer | null> {
  if (req.method === "GET" || req.method === "HEAD") {
    req.resume();
    return Promise.resolve(Buffer.alloc(0));
  }
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let drain: NodeJS.Timeout | undefined;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else if (drain === undefined) {
        chunks = [];
        drain = setTimeout(resolve, DRAIN_MS, null).unref();
      }
      if (size > DRAIN_BYTES) {
        req.pause();
        resolve(null);
      }
    });
    req.on("end", () => {
      clearTimeout(drain);
      resolve(size > most ? null : chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
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
