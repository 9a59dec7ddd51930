import { connect, type Socket } from "node:net";

/** An answer as it came over the socket. */
export interface WireAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

interface Options {
  /** How many answers to wait for. */
  answers?: number;
  /** Ends our half of the connection after sending. */
  halfClose?: boolean;
  /** The answer to HEAD has no body whatever its Content-Length says. */
  head?: boolean;
  milliseconds?: number;
}

/** The bytes of a request; a body brings its Content-Length unless the headers say how it ends. */
export function requestBytes(method: string, target: string, headers: readonly string[] = [], body?: string | Buffer): Buffer {
  const bytes = Buffer.from(body ?? "");
  const framed = headers.some((line) => /^(content-length|transfer-encoding):/i.test(line));
  const lines = [`${method} ${target} HTTP/1.1`, ...(headers.some((line) => /^host:/i.test(line)) ? [] : ["Host: 127.0.0.1"]), ...headers];
  if (body !== undefined && !framed) lines.push(`Content-Length: ${bytes.length}`);
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), bytes]);
}

/** Opens a plain TCP connection to a server. */
export function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.once("error", reject);
  });
}

/**
 * Sends bytes on a connection of their own and reads the answers; fewer than asked for when the server closed.
 * @throws when the server neither answers nor closes in time: a hung connection.
 */
export async function exchange(
  url: string,
  bytes: Buffer | string,
  { answers = 1, halfClose = false, head = false, milliseconds = 8_000 }: Options = {},
): Promise<WireAnswer[]> {
  const socket = await openSocket(url);
  try {
    return await new Promise<WireAnswer[]>((resolve, reject) => {
      let received = Buffer.alloc(0);
      const timer = setTimeout(
        () => reject(new Error(`Hung: no answer within ${milliseconds} ms; received ${JSON.stringify(received.toString("latin1"))}`)),
        milliseconds,
      );
      const finish = (ended: boolean) => {
        const read = parseAnswers(received, head, ended);
        if (read.length < answers && !ended) return;
        clearTimeout(timer);
        resolve(read);
      };
      socket.on("data", (chunk) => {
        received = Buffer.concat([received, chunk]);
        finish(false);
      });
      socket.on("error", () => finish(true));
      socket.on("close", () => finish(true));
      if (halfClose) socket.end(bytes);
      else socket.write(bytes);
    });
  } finally {
    socket.destroy();
  }
}

/** The whole answers at the beginning of `bytes`. */
function parseAnswers(bytes: Buffer, head: boolean, ended: boolean): WireAnswer[] {
  const answers: WireAnswer[] = [];
  let offset = 0;
  for (;;) {
    const end = bytes.indexOf("\r\n\r\n", offset);
    if (end < 0) return answers;
    const [first = "", ...lines] = bytes.toString("latin1", offset, end).split("\r\n");
    const headers: Record<string, string> = {};
    for (const line of lines) headers[line.slice(0, line.indexOf(":")).toLowerCase()] = line.slice(line.indexOf(":") + 1).trim();
    const status = Number(first.split(" ")[1]);
    offset = end + 4;
    if (status < 200) continue;
    const body = head ? { text: "", next: offset } : bodyAt(bytes, offset, headers, ended);
    if (body === null) return answers;
    answers.push({ status, headers, body: body.text });
    offset = body.next;
  }
}

function bodyAt(bytes: Buffer, start: number, headers: Record<string, string>, ended: boolean): { text: string; next: number } | null {
  if (headers["transfer-encoding"] === "chunked") return chunksAt(bytes, start);
  if (headers["content-length"] === undefined) return ended ? { text: bytes.toString("utf8", start), next: bytes.length } : null;
  const next = start + Number(headers["content-length"]);
  return next > bytes.length ? null : { text: bytes.toString("utf8", start, next), next };
}

function chunksAt(bytes: Buffer, start: number): { text: string; next: number } | null {
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (next > bytes.length) return null;
    if (size === 0) return { text: Buffer.concat(parts).toString("utf8"), next };
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
