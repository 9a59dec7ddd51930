import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ApiFaults } from "../control/api-faults.ts";
import type { Api, ApiAnswer } from "./api.ts";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What is not the API: the control plane and the pages. Null: not theirs either. */
export type Site = (request: {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
  type: string;
  host: string;
}) => Promise<Answer | null> | Answer | null;

interface Around {
  faults: ApiFaults;
  /** Something may have changed: nothing is answered before it is kept. */
  changed(): Promise<void>;
}

const changes = (method: string) => method !== "GET" && method !== "HEAD";
const MAX_BODY = 4 * 1024 * 1024;

/** One server for the API (`/v1/…`), the control plane and the pages. */
export function stripeServer(api: Api, sites: Site[], faults: ApiFaults, changed: () => Promise<void>): Server {
  return createServer((request, response) => {
    handle(request, response, api, sites, { faults, changed }).catch((error: unknown) => {
      console.error("The local Stripe failed:", error);
      if (!response.headersSent)
        send(response, { status: 500, headers: { "content-type": "text/plain" }, body: "The local Stripe failed; its own log says why.\n" });
      else response.destroy();
    });
  });
}

async function handle(request: IncomingMessage, response: ServerResponse, api: Api, sites: Site[], around: Around): Promise<void> {
  const { pathname: path, search, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const body = await bodyOf(request);
  if (body === null) return send(response, { status: 413, headers: { "content-type": "text/plain" }, body: "Too large.\n" });
  if (path === "/v1" || path.startsWith("/v1/") || path.startsWith("/v2/")) {
    await answerApi(response, around, { method, path }, () => api.answer({ method, path, query: search.slice(1), headers: request.headers, body }));
    return;
  }
  for (const site of sites) {
    const answer = await site({ method, path, query, body, type: request.headers["content-type"] ?? "", host: request.headers.host ?? "" });
    if (!answer) continue;
    if (changes(method)) await around.changed();
    return send(response, answer);
  }
  send(response, { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "The local Stripe has no such page.\n" });
}

async function answerApi(response: ServerResponse, { faults, changed }: Around, call: { method: string; path: string }, run: () => ApiAnswer): Promise<void> {
  const fault = faults.next(call);
  if (fault?.kind === "refuse") return send(response, faults.refusal(fault));
  if (fault?.kind === "hang" && !fault.afterwards) return;
  const answer = run();
  try {
    if (changes(call.method)) await changed();
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === "hang") return;
    if (fault?.kind === "lose") response.destroy();
    else send(response, answer);
  } finally {
    answer.done();
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) }).end(answer.body);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
