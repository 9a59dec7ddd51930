import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { DomainError } from "#lib/core/errors.ts";
import { type BodyOptions, readNodeBody } from "#lib/http/body.ts";
import { clientIp, networkOf } from "#lib/http/client-ip.ts";
import { type ApiRequest, type ApiResponse, dispatch, refusal } from "#lib/http/dispatch.ts";
import { answerHealth } from "#lib/http/health.ts";
import { answerHosted, type HostedResponse, isHostedPath } from "#lib/http/hosted.ts";
import { answerStripeWebhook, MAX_STRIPE_EVENT_BYTES, refuseUnreadDelivery, STRIPE_WEBHOOK_PATH, stripeBodyRoom } from "#lib/http/stripe-webhook-route.ts";
import type { Env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { cleanHeaders, foreignPost } from "./before-next.ts";
import { hostDispatch } from "./hosts.ts";
import { decodes, isUnnormalised, needsTheDoor, SINGLE_HEADERS } from "./leveller.ts";

export type NextHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

interface Options {
  env: Env;
  /** Whether this process answers /api/v1 itself; otherwise Next's route handlers do. */
  isDoor: boolean;
  /** Next, when this process serves it. */
  next: NextHandler | null;
}

type Answered = ApiResponse | HostedResponse;

/** Behind https, whatever is answered: a browser asks this host by https alone, for a year. */
const STRICT_TRANSPORT = ["Strict-Transport-Security", "max-age=31536000"] as const;

/** Values of a header that came more than once, joined; undefined when it came once or never. */
function repeated(req: IncomingMessage, name: string): string | undefined {
  const raw = req.rawHeaders;
  const values: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    if ((raw[i] as string).length === name.length && (raw[i] as string).toLowerCase() === name) values.push(raw[i + 1] as string);
  }
  return values.length > 1 ? values.join(", ") : undefined;
}

/** Looks headers up as a request hands them over. */
function headerOf(req: IncomingMessage): ApiRequest["header"] {
  return (name) => {
    const value = req.headers[name];
    if (value === undefined) return undefined;
    return (SINGLE_HEADERS.includes(name) ? repeated(req, name) : undefined) ?? (Array.isArray(value) ? value.join(", ") : value);
  };
}

/** The program's HTTP server: the public API through the dispatcher, everything else to Next. */
export function createDoor({ env, isDoor, next }: Options): Server {
  const serves = hostDispatch(env);
  const hsts = env.APP_URL.startsWith("https:") ? STRICT_TRANSPORT : null;

  /** Once it was asked to stop, every connection ends with its next answer, so that busy callers do not hold it up. */
  const isStopping = () => !server.listening;

  function send(req: IncomingMessage, res: ServerResponse, answer: Answered, close = false): void {
    write(req, res, answer, close || isStopping());
  }

  /** A request as both kinds of answers take it. */
  async function received(req: IncomingMessage, rawPath: string, rawQuery: string, options?: BodyOptions): Promise<ApiRequest> {
    const body = await readNodeBody(req, options);
    return { method: req.method as string, rawPath, rawQuery, header: headerOf(req), body, ip: addressOf(req, env) };
  }

  async function health(req: IncomingMessage, res: ServerResponse, rawQuery: string): Promise<void> {
    send(req, res, await answerHealth({ method: req.method as string, rawQuery, header: headerOf(req), ip: addressOf(req, env) }));
  }

  async function api(req: IncomingMessage, res: ServerResponse, rawPath: string, rawQuery: string): Promise<void> {
    const request = await received(req, rawPath, rawQuery);
    send(req, res, await dispatch(request), request.body === null);
  }

  /** Stripe calls every process that answers HTTP, and must get neither a redirect nor a page from Next. */
  async function stripeWebhook(req: IncomingMessage, res: ServerResponse, rawPath: string): Promise<void> {
    const ip = addressOf(req, env);
    const refused = refuseUnreadDelivery({ method: req.method as string, header: headerOf(req), ip });
    if (refused !== null) {
      req.resume();
      return send(req, res, refused);
    }
    const { reserve, leave } = stripeBodyRoom.enter(networkOf(ip));
    try {
      const request = await received(req, rawPath, "", { most: MAX_STRIPE_EVENT_BYTES, reserve });
      send(req, res, await answerStripeWebhook(request), request.body === null);
    } finally {
      leave();
    }
  }

  async function hosted(req: IncomingMessage, res: ServerResponse, rawPath: string, rawQuery: string): Promise<void> {
    const request = await received(req, rawPath, rawQuery);
    send(req, res, await answerHosted(request), request.body === null);
  }

  function refuse(req: IncomingMessage, res: ServerResponse, error: DomainError): void {
    req.resume();
    send(req, res, refusal(error, { method: req.method as string, ip: addressOf(req, env) }));
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const fault = mendTarget(req) ?? hostFault(req);
    if (fault !== null) return refuse(req, res, new DomainError("bad_request", fault));
    const url = req.url as string;
    const mark = url.indexOf("?");
    const rawPath = mark < 0 ? url : url.slice(0, mark);
    const notHere = () => refuse(req, res, new DomainError("not_found", "There is nothing at this path on this host."));
    if (!serves(req.headers.host, rawPath)) return notHere();
    if (rawPath === "/api/health" && (req.method === "GET" || req.method === "HEAD")) return health(req, res, mark < 0 ? "" : url.slice(mark + 1));
    // Next would take the slash away and answer.
    if (rawPath === "/api/health/") return notHere();
    if (rawPath === STRIPE_WEBHOOK_PATH) return stripeWebhook(req, res, rawPath);
    if (rawPath === "/api/v1" || rawPath.startsWith("/api/v1/")) {
      const rawQuery = mark < 0 ? "" : url.slice(mark + 1);
      if (isDoor || (next !== null && needsTheDoor(req, rawPath, rawQuery))) return api(req, res, rawPath, rawQuery);
      // Next answers it with a redirect of its own.
      delete req.headers.rsc;
    }
    // Next would decode, redirect and dress them up; they are plain pages, and this process can always make them.
    if (isHostedPath(rawPath)) return hosted(req, res, rawPath, mark < 0 ? "" : url.slice(mark + 1));
    if (next === null || isUnnormalised(rawPath) || !rawPath.startsWith("/")) return notHere();
    if (!decodes(rawPath)) return refuse(req, res, new DomainError("bad_request", "The path is not valid percent-encoding of UTF-8."));
    const ip = addressOf(req, env);
    cleanHeaders(req, ip);
    const refused = foreignPost(req, rawPath, ip);
    if (refused !== null) {
      req.resume();
      return send(req, res, refused);
    }
    if (isStopping()) res.setHeader("Connection", "close");
    if (req.httpVersion === "1.0") resetWhenCut(res);
    return next(req, res);
  }

  function answer(req: IncomingMessage, res: ServerResponse): void {
    if (hsts !== null) res.setHeader(...hsts);
    handle(req, res).catch((err: unknown) => {
      // Only a body that there is no room for comes here, and a client that went away before its end; other refusals are answers.
      const refused = err instanceof DomainError ? err : new DomainError("internal", "Something went wrong on our side.");
      if (refused !== err && !req.destroyed) logger().error({ err }, "request failed outside the dispatcher");
      if (res.headersSent || res.destroyed) return void res.destroy();
      send(req, res, refusal(refused, { method: req.method as string, ip: addressOf(req, env) }), true);
    });
  }

  const server = createServer(
    {
      requireHostHeader: false,
      keepAliveTimeout: 65_000,
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      // Some clients offer HTTP/2 with every first request. Only Next's development server upgrades; it would cut the others off.
      shouldUpgradeCallback: (req) => env.NODE_ENV === "development" && (req.url ?? "").startsWith("/_next/"),
    },
    answer,
  );
  // A client that takes nothing of its answer for so long is cut off; what it holds are buffers. Next's development server keeps connections quiet for longer.
  if (env.NODE_ENV !== "development") server.timeout = 120_000;
  // Expectations that we do not know are ignored, as RFC 9110 allows; node would answer them without a body.
  server.on("checkExpectation", answer);
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // Browsers open connections ahead of need. One that never said a word is closed without one: an answer would be taken
    // for that of the request which it is used for at last.
    const isSilent = error.code === "ERR_HTTP_REQUEST_TIMEOUT" && socket.bytesRead === 0;
    if (error.code === "ECONNRESET" || isSilent || !socket.writable) socket.destroy();
    else refuseSocket(socket, unparsed[error.code ?? ""] ?? "The request is not well-formed HTTP.", hsts);
  });
  server.on("connect", (_req, socket: Socket) => refuseSocket(socket, "CONNECT is not possible here.", hsts));
  return server;
}

/**
 * Over HTTP/1.0 a body without a length ends with its connection, so one that is cut would look whole. A reset tells it apart,
 * also to a proxy that asks this way and hands the body on.
 */
function resetWhenCut(res: ServerResponse): void {
  const { socket } = res;
  res.destroy = (error) => {
    if (!res.writableEnded) socket?.resetAndDestroy();
    return Object.getPrototypeOf(res).destroy.call(res, error);
  };
}

/** A request target in absolute form becomes one in origin form, its authority the Host (RFC 9112). Answers what is wrong, or null. */
function mendTarget(req: IncomingMessage): string | null {
  const url = req.url as string;
  if (url.startsWith("/") || url === "*") return null;
  const [, authority, path] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(url) ?? [];
  if (authority === undefined || path === undefined) return "The request target must be a path.";
  req.headers.host = authority;
  req.url = path.startsWith("/") ? path : `/${path}`;
  return null;
}

const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+;=%-]*)(:\d*)?$/i;

/** What is wrong with a request's Host, or null. Without one, or with several, proxies and we could mean different hosts. */
function hostFault(req: IncomingMessage): string | null {
  const { host } = req.headers;
  if (host === undefined) return req.httpVersion === "1.0" ? null : "The Host header is missing.";
  return HOST.test(host) && repeated(req, "host") === undefined ? null : "The Host header is not one host.";
}

function addressOf(req: IncomingMessage, env: Env): string {
  return clientIp(req.socket.remoteAddress ?? "unknown", req.headers["x-forwarded-for"] as string | undefined, env.TRUST_PROXY);
}

function write(req: IncomingMessage, res: ServerResponse, answer: Answered, close: boolean): void {
  const headers: Record<string, string | number> = { ...answer.headers, "Content-Length": Buffer.byteLength(answer.body) };
  if (close) headers.Connection = "close";
  res.writeHead(answer.status, headers);
  res.end(req.method === "HEAD" ? undefined : answer.body);
}

const unparsed: Record<string, string> = {
  HPE_INVALID_METHOD: "The method is unknown.",
  HPE_INVALID_URL: "The request target must be a path, with everything but plain ASCII percent-encoded.",
  HPE_HEADER_OVERFLOW: "The headers are too large.",
  ERR_HTTP_REQUEST_TIMEOUT: "The request did not arrive in time.",
};

/** Answers what node's parser gave up on (unknown methods, broken headers, bodies that never end), and closes. */
function refuseSocket(socket: Socket, detail: string, hsts: readonly [string, string] | null): void {
  const { headers, body } = refusal(new DomainError("bad_request", detail), { method: "", ip: socket.remoteAddress ?? "unknown" });
  const lines = [...Object.entries(headers), ...(hsts === null ? [] : [hsts])].map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join("\r\n")}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
