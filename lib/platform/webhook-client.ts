import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { Webhook } from "standardwebhooks";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { env } from "./env.ts";
import { isLoopback, isSpecialAddress, PrivateAddressError, publicLookup } from "./public-address.ts";

/** Longest time for the whole exchange, from the look-up of the name to the end of the answer, in ms. */
export const WEBHOOK_TIMEOUT_MS = 15_000;
/** So much of an answer is read; the rest of a longer one is left behind. */
const ANSWER_BYTES = 64 * 1024;
/** So much of it is kept. */
const KEPT_BYTES = 1024;

/** What is sent, and how it is signed. */
export interface WebhookCall {
  url: string;
  /** The webhook-id: the same on every retry. */
  id: string;
  /** When this attempt is made, in ms since 1970. */
  at: number;
  body: string;
  /** `whsec_…` */
  secret: string;
}

/** How one exchange ended: a status, or an error in words for the endpoint's owner, or both. */
export interface WebhookAnswer {
  status: number | null;
  error: string | null;
  durationMs: number;
  /** The first 1 KiB of what was answered. */
  answer: string | null;
}

interface Options {
  timeoutMs?: number;
  /** Stands in for the system's look-up of names. */
  lookup?: LookupFunction;
}

/** Posts a signed message (Standard Webhooks) and tells what came of it; follows no redirect. Never throws. */
export async function sendWebhook(call: WebhookCall, { timeoutMs = WEBHOOK_TIMEOUT_MS, lookup }: Options = {}): Promise<WebhookAnswer> {
  const start = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  let status: number | null = null;
  const chunks: Buffer[] = [];
  const end = (error: string | null): WebhookAnswer => ({
    status,
    error,
    durationMs: Math.round(performance.now() - start),
    answer: status === null ? null : textOf(Buffer.concat(chunks).subarray(0, KEPT_BYTES)),
  });
  try {
    const url = checkWebhookUrl(call.url);
    const response = await post(url, call, timeout, lookup);
    status = response.statusCode ?? null;
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= ANSWER_BYTES) break;
    }
    return end(null);
  } catch (error) {
    return end(timeout.aborted ? `No whole answer within ${timeoutMs / 1000} seconds.` : reasonOf(error));
  }
}

function post(url: URL, call: WebhookCall, signal: AbortSignal, lookup: LookupFunction | undefined): Promise<http.IncomingMessage> {
  const body = Buffer.from(call.body);
  const isHttps = url.protocol === "https:";
  return new Promise((resolve, reject) => {
    const request = (isHttps ? https : http).request(url, {
      method: "POST",
      agent: agentFor(isHttps),
      signal,
      lookup: env().WEBHOOK_ALLOW_PRIVATE ? lookup : publicLookup(lookup),
      headers: {
        "content-type": "application/json",
        "content-length": body.length,
        "user-agent": "RetentBase-Webhooks/1",
        "webhook-id": call.id,
        "webhook-timestamp": String(Math.floor(call.at / 1000)),
        "webhook-signature": signWebhook(call),
      },
    });
    request.once("response", resolve);
    // Also after the answer began: its own error then ends the reading.
    request.on("error", reject);
    // An answer that is none, such as a switch of protocols, only closes.
    request.once("close", () => reject(new Error("closed")));
    request.end(body);
  });
}

/** The webhook-signature of a message. */
export function signWebhook({ secret, id, at, body }: Omit<WebhookCall, "url">): string {
  return new Webhook(secret).sign(id, new Date(at), body);
}

/** A new connection each time: what a name leads to is checked in the very look-up that is dialled, never before it. */
function agentFor(isHttps: boolean): http.Agent {
  if (env().WEBHOOK_ALLOW_PRIVATE) return isHttps ? new https.Agent() : new http.Agent();
  return isHttps ? new RequestFilteringHttpsAgent() : new RequestFilteringHttpAgent();
}

/**
 * The URL of an endpoint, as it will be dialled. Any port; https alone, but for this machine where WEBHOOK_ALLOW_PRIVATE is set.
 * What a name leads to is not looked at here: it may lead elsewhere by the time of the call.
 * @throws DomainError validation_failed that says what is wrong.
 */
export function checkWebhookUrl(text: string): URL {
  if (text.length > 2048) throw invalidField("url", "too_long", "must be at most 2048 characters");
  if (!URL.canParse(text)) throw invalidField("url", "format", "must be an address such as https://example.com/webhooks");
  const url = new URL(text);
  const allowsPrivate = env().WEBHOOK_ALLOW_PRIVATE;
  // Names may end in a dot that says they are complete.
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && allowsPrivate && isLoopback(host))) {
    throw invalidField("url", "https", allowsPrivate ? "must begin with https://, or with http:// on this machine" : "must begin with https://");
  }
  if (url.username !== "" || url.password !== "") throw invalidField("url", "userinfo", "must not hold a user name or password");
  if (url.hash !== "") throw invalidField("url", "fragment", "must not hold a fragment (#…): it would not be sent");
  if (url.port === "0") throw invalidField("url", "port", "must have a port from 1 to 65535");
  if (!allowsPrivate && (isLoopback(host) || isSpecialAddress(host))) {
    throw invalidField("url", "private_address", "must lead to the public internet, not to this machine or a private network");
  }
  return url;
}

/** What came back, as text that the database takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\0", "\u{fffd}").slice(0, KEPT_BYTES);
}

const WORDS: Record<string, string> = {
  ENOTFOUND: "The name of the host is not known.",
  EAI_AGAIN: "The name of the host could not be looked up.",
  ECONNREFUSED: "The connection was refused.",
  ECONNRESET: "The connection was closed without an answer.",
  EHOSTUNREACH: "The host cannot be reached.",
  ENETUNREACH: "The host cannot be reached.",
  CERT_HAS_EXPIRED: "The certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate is signed by an authority that is not trusted.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The certificate is signed by an authority that is not trusted.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The certificate is signed by an authority that is not trusted.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate is for another host.",
};

/** Why there is no answer, for the endpoint's owner: never what a name leads to inside our network. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "The call failed.";
  // The agent's own refusal is known by its words alone.
  if (error instanceof PrivateAddressError || /^DNS lookup .* is not allowed/.test(error.message))
    return "The address leads to this machine or a private network, where webhooks do not go.";
  const code = String((error as { code?: unknown }).code ?? "");
  if (error instanceof DomainError) return `The call was not made: ${error.message}.`;
  return WORDS[code] ?? `The call failed (${/^[A-Z0-9_]{3,60}$/.test(code) ? code : error.name}).`;
}
