import Stripe from "stripe";
import { inVersion } from "../http/api-version.ts";
import { Deliveries } from "../webhooks/deliveries.ts";
import { olderFacts } from "./older-facts.ts";
import { Schedule } from "./schedule.ts";
import { DEFAULT_SETTINGS, newCollections, type World } from "./world.ts";

/** An account with nothing in it. */
export function newWorld(origin: string): World {
  const world: World = {
    ...newCollections(),
    origin,
    settings: { ...DEFAULT_SETTINGS },
    clockOffset: 0,
    revision: 0,
    playing: null,
    request: { id: null, idempotency_key: null },
    apiVersion: Stripe.API_VERSION,
    deletedCustomers: new Set(),
    secrets: new Map(),
    cards: new Map(),
    notes: new Map(),
    orders: new Map(),
    portalTokens: new Map(),
    answers: new Map(),
    orderedDeclines: [],
    schedule: new Schedule(),
    deliveries: new Deliveries({
      event: (id) => world.events.get(id),
      endpoint(id) {
        const endpoint = world.webhookEndpoints.get(id);
        const secret = world.secrets.get(id);
        return endpoint && secret !== undefined ? { endpoint, secret } : undefined;
      },
      render(event, apiVersion) {
        const version = apiVersion ?? Stripe.API_VERSION;
        return { ...inVersion(event, version, olderFacts(world)), api_version: version };
      },
    }),
  };
  return world;
}
