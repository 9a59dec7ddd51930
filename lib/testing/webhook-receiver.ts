import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One call of an endpoint, as it arrived. */
export interface Received {
  /** webhook-id */
  id: string;
  headers: Record<string, string>;
  body: string;
  path: string;
  /** performance.now() when it was answered. */
  answeredAt: number;
  /** What it was answered; 0 for nothing. */
  status: number;
}

export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** Calls that have arrived, answered or not. */
  arrived(): number;
  close(): Promise<void>;
}

/**
 * An endpoint on this machine; a call whose sender is gone before it is answered counts as not answered.
 * @param answer the status for a call; 0 never answers it
 */
export async function startReceiver(
  answer: (call: { id: string; path: string; body: string }) => number | Promise<number> = () => 200,
): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let arrived = 0;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", async () => {
      const headers = req.headers as Record<string, string>;
      const call = { id: headers["webhook-id"] ?? "", path: req.url ?? "", body: Buffer.concat(chunks).toString() };
      arrived++;
      const meant = await answer(call);
      const status = req.socket.writable ? meant : 0;
      received.push({ ...call, headers, status, answeredAt: performance.now() });
      if (status !== 0) res.writeHead(status).end(`said ${status}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    arrived: () => arrived,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
