import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { playDue } from "../billing/advance.ts";
import { newId } from "../state/ids.ts";
import { olderFacts } from "../state/older-facts.ts";
import { globalNow } from "../state/time.ts";
import type { KeptAnswer, World } from "../state/world.ts";
import { inVersion, readVersion } from "./api-version.ts";
import { authenticate, refuseOtherAccounts } from "./auth.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { invalidRequest, StripeError, unrecognized } from "./errors.ts";
import { expanded, takeExpand } from "./expand.ts";
import { type Branch, parseForm } from "./form.ts";
import { Idempotency } from "./idempotency.ts";
import type { Endpoint } from "./router.ts";
import { unsimulatedAddress } from "./unsimulated-addresses.ts";

export interface ApiRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Lets the next call with the same Idempotency-Key in. */
  done(): void;
}

/** Answers calls to `/v1/…` in one go: nothing else happens between a call's first look at the state and its last change. */
export class Api {
  readonly #idempotency = new Idempotency();
  readonly #world: World;
  readonly #secretKey: string | null;

  constructor(world: World, secretKey: string | null) {
    this.#world = world;
    this.#secretKey = secretKey;
  }

  answer(request: ApiRequest): ApiAnswer {
    const requestId = newId("req", 14);
    const headers: Record<string, string> = { "request-id": requestId, "content-type": "application/json", "cache-control": "no-cache, no-store" };
    let release = () => {};
    try {
      authenticate(request.headers.authorization, this.#secretKey);
      refuseOtherAccounts(one(request.headers["stripe-account"]));
      const version = readVersion(one(request.headers["stripe-version"]));
      headers["stripe-version"] = version;
      const form = formOf(request);
      const key = request.method === "POST" ? one(request.headers["idempotency-key"]) : undefined;
      if (key !== undefined) {
        headers["idempotency-key"] = key;
        const kept = this.#idempotency.begin(this.#world, key, fingerprint(request), globalNow(this.#world));
        if (kept) {
          const replayed = { "idempotent-replayed": "true", "original-request": kept.request ?? requestId };
          return { status: kept.status, headers: { ...headers, ...replayed }, body: kept.body, done: release };
        }
        headers["original-request"] = requestId;
        release = () => this.#idempotency.end(this.#world, key, null);
      }
      const answer = this.#run(request, form, version, { id: requestId, idempotency_key: key ?? null });
      if (key !== undefined && answer.keep) {
        const kept: KeptAnswer = {
          fingerprint: fingerprint(request),
          status: answer.status,
          body: answer.body,
          request: requestId,
          at: globalNow(this.#world),
        };
        release = () => this.#idempotency.end(this.#world, key, kept);
      }
      return { status: answer.status, headers, body: answer.body, done: release };
    } catch (error) {
      const refusal = failure(error);
      if (refusal.status === 401) headers["www-authenticate"] = 'Basic realm="Stripe"';
      return { ...refusal, headers, done: release };
    }
  }

  #run(request: ApiRequest, form: Branch, version: string, from: World["request"]): { status: number; body: string; keep: boolean } {
    const world = this.#world;
    playDue(world);
    const { endpoint, id, second } = route(request);
    const paths = takeExpand(form);
    world.request = from;
    world.apiVersion = version;
    try {
      const result = endpoint.run({ world, form, id, second, path: request.path });
      const body = expanded(world, result, paths, (object) => inVersion(object, version, olderFacts(world)));
      return { status: 200, body: JSON.stringify(body, null, 2), keep: true };
    } catch (error) {
      // What Stripe refuses before it does anything is not kept for the key.
      const keep = !(error instanceof StripeError) || error.status === 402;
      return { ...failure(error), keep };
    } finally {
      world.request = { id: null, idempotency_key: null };
    }
  }
}

function failure(error: unknown): { status: number; body: string } {
  if (error instanceof StripeError) return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2) };
  console.error("The local Stripe failed:", error);
  const message = "An unknown error occurred in the local Stripe; its own log says what.";
  return { status: 500, body: JSON.stringify({ error: { type: "api_error", message } }, null, 2) };
}

function route({ method, path }: ApiRequest): { endpoint: Endpoint; id: string; second: string } {
  for (const endpoint of ENDPOINTS) {
    if (endpoint.method !== method) continue;
    const match = endpoint.pattern.exec(path);
    if (match) return { endpoint, id: decoded(match.groups?.id), second: decoded(match.groups?.second) };
  }
  throw unsimulatedAddress(method, path) ?? unrecognized(method, path);
}

/** An id as it was before it stood in an address. What cannot be read is left as it is: there is no such object. */
function decoded(part = ""): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Parameters stand in the query of GET and DELETE, in the body of POST; both are read. */
function formOf({ query, body, headers }: ApiRequest): Branch {
  const type = headers["content-type"] ?? "application/x-www-form-urlencoded";
  if (body !== "" && !/^application\/x-www-form-urlencoded\b/i.test(type)) {
    throw invalidRequest(
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.",
    );
  }
  return parseForm([query, body].filter((part) => part !== "").join("&"));
}

function fingerprint({ method, path, query, body }: ApiRequest): string {
  return createHash("sha256").update(`${method} ${path}?${query}\n${body}`).digest("base64");
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
