import next from "next";
import type { Env } from "#lib/platform/env.ts";
import type { NextHandler } from "./door.ts";

/** Next, prepared to answer what the door does not: pages, sign-in, and the API where this process is no door. */
export async function prepareNext(env: Env): Promise<{ handle: NextHandler; close(): Promise<void> }> {
  const dev = env.NODE_ENV === "development";
  // Next's types describe the CommonJS function; under Node's own loader it may come wrapped.
  const make = (next as unknown as { default?: typeof next }).default ?? next;
  const app = make({ dev, dir: process.cwd(), hostname: env.HOST, port: env.PORT });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { handle: (req, res) => handle(req, res), close: () => app.close() };
}
