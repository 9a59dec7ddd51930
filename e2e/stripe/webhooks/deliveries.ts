import type Stripe from "stripe";
import { randomFrom, shuffled } from "../state/random.ts";
import { type PostResult, post } from "./post.ts";
import { Queue } from "./queue.ts";
import { signatureHeader } from "./signature.ts";

/** What goes wrong on the way on purpose. Ranges hold their ends. */
export interface DeliveryFaults {
  /** How often each event is sent to each endpoint. */
  copies: [number, number];
  /** Waiting time before the first attempt, ms; different times put events out of order. */
  delayMs: [number, number];
  /** Keep everything back until it is released. */
  withhold: boolean;
  /** Share of deliveries that are never sent, 0 to 1. */
  drop: number;
  /** Only these event types are treated so; null: all. */
  types: string[] | null;
}

export const NO_FAULTS: DeliveryFaults = { copies: [1, 1], delayMs: [0, 0], withhold: false, drop: 0, types: null };

export interface DeliverySettings {
  /** Waits between attempts, ms. Stripe: sandboxes try three times over a few hours (docs.stripe.com/webhooks#automatic-retries). */
  retryMs: number[];
  timeoutMs: number;
  parallel: number;
}

const DEFAULT_DELIVERY: DeliverySettings = { retryMs: [2_000, 10_000, 60_000, 600_000, 3_600_000, 10_800_000], timeoutMs: 20_000, parallel: 20 };

export interface Delivery {
  event: string;
  endpoint: string;
  attempt: number;
}

export interface Attempt extends Delivery, PostResult {
  type: string;
  at: number;
}

/** What deliveries need to know of the world. */
export interface DeliverySource {
  event(id: string): Stripe.Event | undefined;
  endpoint(id: string): { endpoint: Stripe.WebhookEndpoint; secret: string } | undefined;
  render(event: Stripe.Event, apiVersion: string | null): unknown;
}

const KEPT_ATTEMPTS = 20_000;

/** Sends events to webhook endpoints, beside the answers of the API and never before them. */
export class Deliveries {
  faults: DeliveryFaults = NO_FAULTS;
  settings: DeliverySettings = DEFAULT_DELIVERY;
  readonly attempts: Attempt[] = [];
  /** Attempts since the start, also those that are not kept. */
  sent = 0;
  #random = randomFrom(1);
  #withheld: Delivery[] = [];
  #dropped = 0;
  readonly #queue = new Queue<Delivery>(
    (delivery) => this.#send(delivery),
    () => this.settings.parallel,
  );
  readonly #source: DeliverySource;

  constructor(source: DeliverySource) {
    this.#source = source;
  }

  seed(seed: number): void {
    this.#random = randomFrom(seed);
  }

  enqueue(event: Stripe.Event, endpoints: readonly Stripe.WebhookEndpoint[]): void {
    const faulty = this.faults.types === null || this.faults.types.includes(event.type);
    const faults = faulty ? this.faults : NO_FAULTS;
    for (const endpoint of endpoints) {
      const copies = this.#between(faults.copies);
      for (let copy = 0; copy < copies; copy++) {
        const delivery = { event: event.id, endpoint: endpoint.id, attempt: 1 };
        if (faults.drop > 0 && this.#random() < faults.drop) this.#dropped++;
        else if (faults.withhold) this.#withheld.push(delivery);
        else this.#queue.add(delivery, this.#between(faults.delayMs));
      }
    }
  }

  /** Sends again, whatever became of it: the dashboard's "Resend". */
  resend(event: Stripe.Event, endpoints: readonly Stripe.WebhookEndpoint[]): void {
    for (const endpoint of endpoints) this.#queue.add({ event: event.id, endpoint: endpoint.id, attempt: 1 }, 0);
  }

  /** Lets go what is withheld. @returns how many deliveries */
  release(options: { shuffle?: boolean; copies?: [number, number] } = {}): number {
    const copied = this.#withheld.flatMap((delivery) => Array.from({ length: this.#between(options.copies ?? [1, 1]) }, () => ({ ...delivery })));
    this.#withheld = [];
    for (const delivery of options.shuffle ? shuffled(copied, this.#random) : copied) this.#queue.add(delivery, 0);
    return copied.length;
  }

  /** Drops what is withheld. @returns how many */
  forget(): number {
    const count = this.#withheld.length;
    this.#dropped += count;
    this.#withheld = [];
    return count;
  }

  /** Makes every retry that waits due at once. */
  retryNow(): number {
    return this.#queue.hurry();
  }

  /** Until nothing is being sent or waits to be, retries included; what is withheld does not count. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  counts(): { ready: number; waiting: number; withheld: number; running: number; dropped: number; attempts: number } {
    return { ...this.#queue.counts(), withheld: this.#withheld.length, dropped: this.#dropped, attempts: this.attempts.length };
  }

  /** What has still to be sent, to be kept over a restart; what is on its way is among it, as no answer came yet. */
  pending(): { ready: Delivery[]; withheld: Delivery[] } {
    return { ready: this.#queue.items(), withheld: [...this.#withheld] };
  }

  restore(pending: { ready: Delivery[]; withheld: Delivery[] }): void {
    this.#withheld = [...pending.withheld];
    for (const delivery of pending.ready) this.#queue.add(delivery, 0);
  }

  clear(): void {
    this.#withheld = [];
    this.#dropped = 0;
    this.attempts.length = 0;
    this.#queue.clear();
  }

  close(): void {
    this.#queue.close();
    this.clear();
  }

  #between([from, to]: [number, number]): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  async #send(delivery: Delivery): Promise<void> {
    const event = this.#source.event(delivery.event);
    const target = this.#source.endpoint(delivery.endpoint);
    if (!event || !target || target.endpoint.status !== "enabled") return;
    // Laid out over lines as Stripe sends it: who reads and writes it again has not got the bytes that were signed.
    const body = JSON.stringify(this.#source.render(event, target.endpoint.api_version), null, 2);
    const signature = signatureHeader(body, target.secret, Math.floor(Date.now() / 1000));
    const result = await post(target.endpoint.url, body, signature, this.settings.timeoutMs);
    if (this.#queue.closed) return;
    this.sent++;
    this.attempts.push({ ...delivery, ...result, type: event.type, at: Date.now() });
    if (this.attempts.length > KEPT_ATTEMPTS) this.attempts.splice(0, this.attempts.length - KEPT_ATTEMPTS);
    if (result.error === null) {
      event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
      return;
    }
    const wait = this.settings.retryMs[delivery.attempt - 1];
    if (wait !== undefined) this.#queue.add({ ...delivery, attempt: delivery.attempt + 1 }, Math.max(1, wait));
  }
}
