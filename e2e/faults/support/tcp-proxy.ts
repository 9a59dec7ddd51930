import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between two programs that can be cut, slowed and frozen. */
export interface TcpProxy {
  port: number;
  /** Breaks every connection, as a firewall that restarts does; new ones pass. */
  cut(): void;
  /** Holds every byte back for so long in each direction; 0 passes at once again. */
  delay(milliseconds: number): void;
  /** Passes nothing and closes nothing: each side believes that the other is still there. */
  freeze(): void;
  /** Lets connections pass that are made from now on, and goes on holding what the older ones sent. */
  passNew(): void;
  /** Passes what was held, in its order, and everything from now on. */
  thaw(): void;
  close(): Promise<void>;
}

/** One connection's one direction: what came in leaves in that order, each part not before its time. */
interface Pipe {
  held: { due: number; leave(): void }[];
  frozen: boolean;
}

/** Listens on a free port of this machine and connects what comes to `targetPort`. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const pipes = new Set<Pipe>();
  let wait = 0;
  let frozen = false;

  function pump(pipe: Pipe): void {
    for (let head = pipe.held[0]; head !== undefined && !pipe.frozen; head = pipe.held[0]) {
      const early = head.due - performance.now();
      if (early > 0) return void setTimeout(pump, early, pipe);
      pipe.held.shift();
      head.leave();
    }
  }

  function pass(from: Socket, to: Socket): void {
    const pipe: Pipe = { held: [], frozen };
    pipes.add(pipe);
    const later = (leave: () => void) => {
      pipe.held.push({ due: performance.now() + wait, leave });
      pump(pipe);
    };
    from.on("data", (chunk: Buffer) => later(() => to.write(chunk)));
    from.on("error", () => undefined);
    // A frozen wire does not tell the other side of an end either, and what was sent before it still arrives first.
    from.on("close", () => {
      sockets.delete(from);
      later(() => {
        pipes.delete(pipe);
        to.end();
      });
    });
  }

  const server = createServer((client) => {
    const target = connect(targetPort, "127.0.0.1");
    for (const socket of [client, target]) sockets.add(socket.setNoDelay(true));
    pass(client, target);
    pass(target, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cut = () => {
    pipes.clear();
    for (const socket of sockets) socket.destroy();
  };
  const thaw = () => {
    frozen = false;
    for (const pipe of pipes) {
      pipe.frozen = false;
      pump(pipe);
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    delay(milliseconds) {
      wait = milliseconds;
    },
    freeze() {
      frozen = true;
      for (const pipe of pipes) pipe.frozen = true;
    },
    passNew() {
      frozen = false;
    },
    thaw,
    close() {
      thaw();
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
