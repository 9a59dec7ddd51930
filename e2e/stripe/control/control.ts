import type Stripe from "stripe";
import { playDue } from "../billing/advance.ts";
import { addCatalogue } from "../catalogue.ts";
import { noSuch } from "../http/errors.ts";
import { createWebhookEndpoint } from "../resources/webhook-endpoints.ts";
import { dump, empty, restore } from "../state/data-file.ts";
import { globalNow } from "../state/time.ts";
import { type AccountSettings, DEFAULT_SETTINGS, type World } from "../state/world.ts";
import { type Attempt, type DeliveryFaults, type DeliverySettings, NO_FAULTS } from "../webhooks/deliveries.ts";
import type { ApiFault, ApiFaults } from "./api-faults.ts";
import { type HistoryOrder, playHistory } from "./history.ts";

/** What a test can do to a local Stripe that nobody can do to the real one. The same over HTTP: `/_control/…` (site.ts). */
export class Control {
  readonly world: World;
  readonly #apiFaults: ApiFaults;

  constructor(world: World, apiFaults: ApiFaults) {
    this.world = world;
    this.#apiFaults = apiFaults;
  }

  /** Unix seconds by this Stripe's clock. */
  now(): number {
    return globalNow(this.world);
  }

  /** Moves the clock of everything without a test clock, and plays what falls due on the way. Backwards is not possible. */
  advance(by: { seconds?: number; days?: number; to?: number }): number {
    const now = this.now();
    const target = by.to ?? now + (by.seconds ?? 0) + (by.days ?? 0) * 86_400;
    if (target < now) throw new Error("The clock of a Stripe does not go back.");
    this.world.clockOffset += target - now;
    playDue(this.world);
    return this.now();
  }

  /** Plays the last days of some customers (history.ts). */
  history(order: HistoryOrder = {}): { customers: string[]; events: number } {
    playDue(this.world);
    return playHistory(this.world, order);
  }

  settings(change: Partial<AccountSettings> = {}): AccountSettings {
    Object.assign(this.world.settings, change);
    return { ...this.world.settings };
  }

  /** Declines the next payments, of one customer or of any. */
  declineNext(order: { count?: number; code?: string; customer?: string | null } = {}): void {
    this.world.orderedDeclines.push({ left: order.count ?? 1, code: order.code ?? "generic_decline", customer: order.customer ?? null });
  }

  acceptAll(): void {
    this.world.orderedDeclines = [];
  }

  /** An endpoint with a secret of one's choice. */
  webhook(given: { url: string; secret?: string; events?: string[]; apiVersion?: string }): { id: string; secret: string } {
    const { endpoint, secret } = createWebhookEndpoint(this.world, {
      url: given.url,
      enabledEvents: given.events ?? ["*"],
      ...(given.secret !== undefined && { secret: given.secret }),
      ...(given.apiVersion !== undefined && { apiVersion: given.apiVersion }),
    });
    return { id: endpoint.id, secret };
  }

  /** What goes wrong with the events from now on; what is not named goes right. */
  deliveryFaults(faults: Partial<DeliveryFaults> & { seed?: number } = {}): void {
    const { seed, ...rest } = faults;
    if (seed !== undefined) this.world.deliveries.seed(seed);
    this.world.deliveries.faults = { ...NO_FAULTS, ...rest };
  }

  deliverySettings(change: Partial<DeliverySettings> = {}): DeliverySettings {
    this.world.deliveries.settings = { ...this.world.deliveries.settings, ...change };
    return this.world.deliveries.settings;
  }

  /** Lets go what `deliveryFaults({ withhold: true })` kept, and keeps nothing more. */
  release(options: { shuffle?: boolean; copies?: [number, number] } = {}): number {
    this.world.deliveries.faults = { ...this.world.deliveries.faults, withhold: false };
    return this.world.deliveries.release(options);
  }

  dropWithheld(): number {
    return this.world.deliveries.forget();
  }

  retryNow(): number {
    return this.world.deliveries.retryNow();
  }

  resend(event: string): void {
    const found = this.world.events.get(event);
    if (!found) throw noSuch("event", event);
    this.world.deliveries.resend(found, this.world.webhookEndpoints.values());
  }

  settled(): Promise<void> {
    return this.world.deliveries.settled();
  }

  attempts(): readonly Attempt[] {
    return this.world.deliveries.attempts;
  }

  counts(): ReturnType<World["deliveries"]["counts"]> {
    return this.world.deliveries.counts();
  }

  apiFault(fault: ApiFault): void {
    this.#apiFaults.add(fault);
  }

  clearApiFaults(): void {
    this.#apiFaults.clear();
  }

  catalogue(): void {
    addCatalogue(this.world);
  }

  /** In the order in which they were made; a test clock's carry its own time. */
  events(): Stripe.Event[] {
    return this.world.events.values();
  }

  state(): Record<string, unknown> {
    return dump(this.world);
  }

  restore(state: Record<string, unknown>): void {
    restore(this.world, state);
  }

  /** Everything gone, settings and faults as at the start. */
  reset(): void {
    empty(this.world);
    this.world.settings = { ...DEFAULT_SETTINGS };
    this.deliveryFaults();
    this.clearApiFaults();
  }
}
