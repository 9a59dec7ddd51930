import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { type LocalStripe, type LocalStripeOptions, startLocalStripe } from "./start.ts";

/** For the tests of the local Stripe: one of its own for each, and stripe-node as it comes. */
export interface Bench extends AsyncDisposable {
  local: LocalStripe;
  stripe: Stripe;
}

export async function bench(options: LocalStripeOptions = {}): Promise<Bench> {
  const local = await startLocalStripe({ catalogue: true, ...options });
  return { local, stripe: clientOf(local), [Symbol.asyncDispose]: () => local.close() };
}

export function clientOf(local: LocalStripe, config: ConstructorParameters<typeof Stripe>[1] = {}): Stripe {
  return new Stripe(local.secretKey, { host: local.host, port: local.port, protocol: "http", telemetry: false, maxNetworkRetries: 0, ...config });
}

/** A call as another language's SDK makes it. */
export async function rawCall(
  local: LocalStripe,
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; json: Record<string, never> }> {
  const answer = await fetch(local.url + path, {
    method,
    redirect: "manual",
    ...(body !== undefined && { body }),
    headers: { authorization: `Bearer ${local.secretKey}`, ...(body !== undefined && { "content-type": "application/x-www-form-urlencoded" }), ...headers },
  });
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Record<string, never> };
}

/** A customer with a card that works, or another one. */
export async function customerWithCard(stripe: Stripe, params: Stripe.CustomerCreateParams = {}, card = "pm_card_visa"): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({ email: "ada@example.com", ...params });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  return stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
}

export const itemOf = (subscription: Stripe.Subscription): Stripe.SubscriptionItem => {
  const [item] = subscription.items.data;
  if (!item) throw new Error("no item");
  return item;
};

/** What stripe-node threw. */
export async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw new Error(`expected an error of Stripe's, got ${String(error)}`);
  return error;
}

export interface Receiver extends AsyncDisposable {
  url: string;
  received: { body: string; signature: string; at: number }[];
  /** What the next deliveries are answered with, -1: not at all; then 200. */
  answers: number[];
}

/** Somebody who listens to events. */
export async function receiver(): Promise<Receiver> {
  const received: Receiver["received"] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      received.push({ body, signature: String(request.headers["stripe-signature"]), at: performance.now() });
      const status = answers.shift() ?? 200;
      if (status > 0) response.writeHead(status, { location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Types of events from the one after `after` on, in order. */
export function typesSince(local: LocalStripe, count: number): string[] {
  return local.control
    .events()
    .slice(count)
    .map(({ type }) => type);
}
