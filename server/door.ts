import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { DomainError } from "#lib/core/errors.ts";
import { readNodeBody } from "#lib/http/body.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { type ApiRequest, dispatch } from "#lib/http/dispatch.ts";
import { liveness } from "#lib/http/health.ts";
import { toProblem } from "#lib/http/problem.ts";
import { newRequestId } from "#lib/http/request-id.ts";
import type { Env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { hostDispatch } from "./hosts.ts";
import { needsTheDoor } from "./leveller.ts";

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

interface Options {
  env: Env;
  /** Whether this process answers /api/v1 itself; otherwise Next's route handlers do. */
  isDoor: boolean;
  /** Next, when this process serves it. */
  next: NextHandler | null;
}

/** Headers of which a second one is a contradiction, not a list; node keeps the first and drops the others silently. */
const SINGLE = new Set(["authorization", "content-type", "x-api-key", "content-encoding"]);

/** Values of a header that came more than once, joined; undefined when it came once or never. */
function repeated(req: IncomingMessage, name: string): string | undefined {
  const raw = req.rawHeaders;
  let values: string[] | undefined;
  for (let i = 0; i < raw.length; i += 2) {
    if ((raw[i] as string).length === name.length && (raw[i] as string).toLowerCase() === name) (values ??= []).push(raw[i + 1] as string);
  }
  return values !== undefined && values.length > 1 ? values.join(", ") : undefined;
}

/** The program's HTTP server: the public API through the dispatcher, everything else to Next. */
export function createDoor({ env, isDoor, next }: Options): Server {
  const serves = hostDispatch(env);

  async function api(req: IncomingMessage, res: ServerResponse, rawPath: string, rawQuery: string): Promise<void> {
    const body = await readNodeBody(req);
    const request: ApiRequest = {
      method: req.method as string,
      rawPath,
      rawQuery,
      header(name) {
        const value = req.headers[name];
        if (value === undefined) return undefined;
        return (SINGLE.has(name) ? repeated(req, name) : undefined) ?? (Array.isArray(value) ? value.join(", ") : value);
      },
      body,
      ip: addressOf(req, env),
    };
    const answer = await dispatch(request);
    write(req, res, answer, body === null);
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = req.url as string;
    const mark = url.indexOf("?");
    const rawPath = mark < 0 ? url : url.slice(0, mark);
    if (!serves(req.headers.host, rawPath)) return notHere(req, res);
    if (rawPath === "/api/health" && (req.method === "GET" || req.method === "HEAD")) return write(req, res, liveness(), false);
    if (rawPath === "/api/v1" || rawPath.startsWith("/api/v1/")) {
      if (isDoor || (next !== null && needsTheDoor(req, rawPath))) return api(req, res, rawPath, mark < 0 ? "" : url.slice(mark + 1));
    }
    if (next === null) return notHere(req, res);
    // What follows these belongs to the server; from outside they would speak for it.
    for (const name of ["content-security-policy", "x-nonce", "x-middleware-subrequest", "x-middleware-prefetch"]) delete req.headers[name];
    req.headers["x-forwarded-for"] = addressOf(req, env);
    return next(req, res);
  }

  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 65_000, headersTimeout: 15_000, requestTimeout: 30_000 }, (req, res) => {
    handle(req, res).catch((err: unknown) => {
      // Only a client that went away before its body ended comes here; refusals are answers.
      if (!req.destroyed) logger().error({ err }, "request failed outside the dispatcher");
      if (!res.headersSent && !res.destroyed) write(req, res, problem(new DomainError("internal", "Something went wrong on our side.")), true);
      else res.destroy();
    });
  });
  server.on("clientError", refuseUnparsed);
  return server;
}

function addressOf(req: IncomingMessage, env: Env): string {
  return clientIp(req.socket.remoteAddress ?? "unknown", req.headers["x-forwarded-for"] as string | undefined, env.TRUST_PROXY);
}

function write(req: IncomingMessage, res: ServerResponse, answer: { status: number; headers: Record<string, string>; body: string }, close: boolean): void {
  const headers: Record<string, string | number> = { ...answer.headers, "Content-Length": Buffer.byteLength(answer.body) };
  if (close) headers.Connection = "close";
  res.writeHead(answer.status, headers);
  res.end(req.method === "HEAD" ? undefined : answer.body);
}

function problem(error: DomainError): { status: number; headers: Record<string, string>; body: string } {
  const requestId = newRequestId();
  const body = toProblem(error, requestId);
  return { status: body.status, headers: { "Content-Type": "application/problem+json; charset=utf-8", "X-Request-Id": requestId }, body: JSON.stringify(body) };
}

function notHere(req: IncomingMessage, res: ServerResponse): void {
  req.resume();
  write(req, res, problem(new DomainError("not_found", "There is nothing at this path on this host.")), false);
}

/** Answers what node's parser gave up on: unknown methods, broken headers, bodies that never end. */
function refuseUnparsed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const detail =
    {
      HPE_INVALID_METHOD: "The method is unknown.",
      HPE_HEADER_OVERFLOW: "The headers are too large.",
      ERR_HTTP_REQUEST_TIMEOUT: "The request did not arrive in time.",
    }[error.code ?? ""] ?? "The request is not well-formed HTTP.";
  const { headers, body } = problem(new DomainError("bad_request", detail));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join("\r\n")}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
