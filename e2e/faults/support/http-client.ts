import { Agent, request } from "node:http";

/** One answer, or why there was none: a broken connection, or patience that ended. */
export type Answer =
  | { status: number; headers: Record<string, unknown>; body: Record<string, unknown>; milliseconds: number }
  | { failure: "cut" | "hung"; milliseconds: number };

/** A call of the public API; `path` is below /api/v1. */
export interface Call {
  method: "POST" | "PATCH" | "GET";
  path: string;
  body?: unknown;
}

interface Client {
  call(call: Call): Promise<Answer>;
  close(): void;
}

/** Calls one server over kept-alive connections; never rejects. @param patience longest wait for a whole answer, in ms */
export function httpClient(origin: string, apiKey: string, patience: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const { hostname, port } = new URL(origin);
  return {
    call({ method, path, body }) {
      const start = performance.now();
      return new Promise((resolve) => {
        const text = body === undefined ? "" : JSON.stringify(body);
        const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json", "content-length": Buffer.byteLength(text) };
        let failure: "cut" | "hung" = "cut";
        const none = () => {
          clearTimeout(timer);
          resolve({ failure, milliseconds: performance.now() - start });
        };
        const req = request({ agent, hostname, port, method, path: `/api/v1${path}`, headers }, (res) => {
          let received = "";
          res.setEncoding("utf8");
          res.on("data", (chunk: string) => {
            received += chunk;
          });
          res.on("end", () => {
            try {
              const parsed = JSON.parse(received) as Record<string, unknown>;
              clearTimeout(timer);
              resolve({ status: res.statusCode ?? 0, headers: res.headers, body: parsed, milliseconds: performance.now() - start });
            } catch {
              none();
            }
          });
          res.on("error", none);
          res.on("close", none);
        });
        // Of the whole call, not of one silence in it.
        const timer = setTimeout(() => {
          failure = "hung";
          req.destroy();
        }, patience);
        req.on("error", none);
        req.end(text);
      });
    },
    close: () => agent.destroy(),
  };
}
