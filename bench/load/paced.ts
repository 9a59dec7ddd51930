import { connect, type Socket } from "node:net";
import type { Load } from "./wrk.ts";

interface Paced {
  origin: string;
  /** Calls a second, evenly spaced, whatever the answers take. */
  rate: number;
  connections: number;
  seconds: number;
  /** The next call, whole. */
  request(): string;
}

/**
 * Sends calls at a fixed rate. A call's time runs from the moment it was due, so that a server that stalls cannot hide
 * the calls that it kept from being sent; up to 1 ms of it is the generator's own clock.
 */
export async function pacedLoad({ origin, rate, connections, seconds, request }: Paced): Promise<Load & { max: number }> {
  const { hostname, port } = new URL(origin);
  const idle: Caller[] = [];
  const due: number[] = [];
  const times: number[] = [];
  let refused = 0;
  let broken = 0;
  const callers = await Promise.all(
    Array.from({ length: connections }, () =>
      Caller.connect(hostname, Number(port), (caller, status) => {
        if (status === null) broken++;
        else {
          times.push(performance.now() - caller.dueAt);
          if (status >= 300) refused++;
          const next = due.shift();
          if (next === undefined) idle.push(caller);
          else caller.send(request(), next);
        }
      }),
    ),
  );
  idle.push(...callers);

  const start = performance.now();
  const total = Math.floor(rate * seconds);
  let sent = 0;
  await new Promise<void>((resolve) => {
    const tick = () => {
      const now = performance.now();
      for (; sent < total && start + (sent * 1000) / rate <= now; sent++) {
        const at = start + (sent * 1000) / rate;
        const caller = idle.pop();
        if (caller === undefined) due.push(at);
        else caller.send(request(), at);
      }
      if (sent < total) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
  const patience = performance.now() + 10_000;
  while (times.length < total && broken === 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 5));
  const elapsed = (performance.now() - start) / 1000;
  for (const caller of callers) caller.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    answers: times.length,
    seconds: elapsed,
    p50: at(0.5),
    p99: at(0.99),
    max: times.at(-1) ?? Number.NaN,
    refused,
    broken: broken + total - times.length,
  };
}

/** Calls with the settings of the load scripts, each of an event of its own. */
export function requestMaker(settings: Record<string, string>): () => string {
  const [before = "", after = ""] = (settings.BENCH_BODY ?? "").split("EVENT_ID");
  const head = `POST ${settings.BENCH_PATH} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${settings.BENCH_KEY}\r\nContent-Type: application/json\r\nContent-Length: ${before.length + 20 + after.length}\r\n\r\n${before}`;
  const digits = () =>
    Math.floor(Math.random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return () => `${head}evt_${digits()}${digits()}${after}`;
}

/** One connection with at most one call under way; reads no more of an answer than its status and length. */
class Caller {
  dueAt = 0;
  private readonly socket: Socket;
  private received = "";

  private constructor(socket: Socket, answered: (caller: Caller, status: number | null) => void) {
    this.socket = socket;
    socket.setNoDelay(true).setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      this.received += chunk;
      const end = this.received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.received)?.[1]);
      if (this.received.length < end + 4 + length) return;
      const status = Number(this.received.slice(9, 12));
      this.received = "";
      answered(this, status);
    });
    socket.on("error", () => answered(this, null));
  }

  static connect(host: string, port: number, answered: (caller: Caller, status: number | null) => void): Promise<Caller> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => resolve(new Caller(socket, answered)));
      socket.once("error", reject);
    });
  }

  send(request: string, dueAt: number): void {
    this.dueAt = dueAt;
    this.socket.write(request, "latin1");
  }

  close(): void {
    this.socket.destroy();
  }
}
