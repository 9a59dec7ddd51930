import Stripe from "stripe";
import { nextDue } from "../billing/due.ts";
import { newId } from "../state/ids.ts";
import { idOrNull } from "../state/references.ts";
import { clockOfCustomer, nowAt } from "../state/time.ts";
import type { World } from "../state/world.ts";

type EventType = Stripe.Event["type"];
type ObjectOf<K extends EventType> = Extract<Stripe.Event, { type: K }>["data"]["object"];

/**
 * Records that something happened, with the object as it is now, and sends it to the endpoints that want it
 * (docs.stripe.com/api/events/object). The type says which object belongs to which event.
 */
export function emit<K extends EventType>(world: World, type: K, object: ObjectOf<K>, previous?: Record<string, unknown>): Stripe.Event {
  const endpoints = [...world.webhookEndpoints.newestFirst()].filter((endpoint) => wants(endpoint, type));
  const base = {
    id: newId("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: nowAt(world, clockOf(world, object)),
    livemode: false,
    pending_webhooks: endpoints.length,
    request: { ...world.request },
  } satisfies Omit<Stripe.EventBase, "type" | "data">;
  // That object and type belong together is checked above; the union of all types cannot be built from a variable one.
  const event = { ...base, type, data: { object: snapshot(object), ...(previous && { previous_attributes: previous }) } } as unknown as Stripe.Event;
  world.revision++;
  world.events.add(event);
  world.deliveries.enqueue(event, endpoints);
  watch(world, object);
  return event;
}

/** Changes an object and emits `type` with `previous_attributes`; nothing is sent when nothing changed. */
export function change<K extends EventType>(world: World, type: K, object: ObjectOf<K>, mutate: () => void): void {
  const before = snapshot(object);
  mutate();
  const previous = previousAttributes(before as unknown as Fields, snapshot(object) as unknown as Fields);
  if (Object.keys(previous).length > 0) emit(world, type, object, previous);
  else watch(world, object);
}

function wants(endpoint: Stripe.WebhookEndpoint, type: string): boolean {
  return endpoint.status === "enabled" && (endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(type));
}

function snapshot<T>(object: T): T {
  return JSON.parse(JSON.stringify(object)) as T;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What was different before: of nested objects only the fields that changed, of lists the whole list. */
function previousAttributes(before: Fields, after: Fields): Fields {
  const previous: Fields = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[key] ?? null;
    const now = after[key] ?? null;
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    previous[key] = isFields(old) && isFields(now) ? previousAttributes(old, now) : old;
  }
  return previous;
}

/** The test clock that an object stands on. */
export function clockOf(world: World, object: { object: string }): string | null {
  const { test_clock: clock, customer, invoice } = object as Partial<Record<"test_clock" | "customer" | "invoice", string | { id: string } | null>>;
  const owner = idOrNull(customer) ?? idOrNull(world.invoices.get(idOrNull(invoice) ?? "")?.customer);
  return idOrNull(clock) ?? clockOfCustomer(world, owner);
}

/** Puts the object on the schedule for the next moment at which it changes by itself. */
function watch(world: World, object: { object: string }): void {
  const due = nextDue(world, object);
  if (due !== null) world.schedule.put(clockOf(world, object), due);
}

/** For objects that came from a file. */
export function watchAll(world: World): void {
  for (const collection of [world.subscriptions, world.invoices, world.checkoutSessions]) for (const object of collection.values()) watch(world, object);
}
