import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { pageOf, pageParams } from "../http/lists.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, clearable, documented, list, required, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { only } from "../http/unsimulated.ts";
import { newId, randomLetters } from "../state/ids.ts";
import { globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { isEventType } from "../webhooks/event-types.ts";

/** docs.stripe.com/api/webhook_endpoints: create, retrieve, update, list, delete. The secret is shown once, at creation. */

interface NewEndpoint {
  url: string;
  enabledEvents: string[];
  secret?: string;
  apiVersion?: string | null;
  description?: string | null;
  metadata?: Stripe.Metadata;
}

/** @throws StripeError 400 for an address that is none, or for no events */
export function createWebhookEndpoint(world: World, given: NewEndpoint): { endpoint: Stripe.WebhookEndpoint; secret: string } {
  checkUrl(given.url);
  checkEvents(given.enabledEvents);
  const made = {
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: given.apiVersion ?? null,
    application: null,
    created: globalNow(world),
    description: given.description ?? null,
    enabled_events: given.enabledEvents,
    livemode: false,
    metadata: given.metadata ?? {},
    status: "enabled",
    url: given.url,
  } satisfies Stripe.WebhookEndpoint;
  const secret = given.secret ?? `whsec_${randomLetters(32)}`;
  world.webhookEndpoints.add(made);
  world.secrets.set(made.id, secret);
  return { endpoint: made, secret };
}

/** Stripe takes https, and in test mode http too; not an address that the world cannot reach. This one stays on one machine. */
function checkUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) throw invalidRequest(`Invalid URL: ${url}`, { code: "url_invalid", param: "url" });
}

function checkEvents(events: string[]): void {
  if (events.length === 0) throw invalidRequest("You must specify at least one event in enabled_events.", { param: "enabled_events" });
  const odd = events.findIndex((event) => event !== "*" && !isEventType(event));
  if (odd >= 0) throw invalidRequest(`Invalid enabled_events[${odd}]: ${events[odd]} is not a type of event.`, { param: `enabled_events[${odd}]` });
}

function endpointNamed(world: World, id: string): Stripe.WebhookEndpoint {
  const found = world.webhookEndpoints.get(id);
  if (!found) throw noSuch("webhook endpoint", id);
  return found;
}

const fields = { description: clearable(text()), metadata: metadata() };

export const webhookEndpointEndpoints = [
  endpoint(
    "POST",
    "/v1/webhook_endpoints",
    documented<Stripe.WebhookEndpointCreateParams>()({
      ...fields,
      url: required(text()),
      enabled_events: required(list(text())),
      api_version: text(),
      connect: only(bool(), (value) => !value),
    }),
    ({ world, params }) => {
      if ([...world.webhookEndpoints.newestFirst()].length >= 16) throw invalidRequest("You have reached the maximum of 16 test webhook endpoints.");
      const { endpoint: made, secret } = createWebhookEndpoint(world, {
        url: params.url,
        enabledEvents: params.enabled_events,
        ...(params.api_version !== undefined && { apiVersion: params.api_version }),
        ...(params.description !== undefined && { description: params.description }),
        metadata: mergeMetadata({}, params.metadata),
      });
      return { ...made, secret };
    },
  ),
  endpoint("GET", "/v1/webhook_endpoints", pageParams, ({ world, params, path }) =>
    pageOf(world.webhookEndpoints.newestFirst(), params, { url: path, kind: "webhook endpoint", exists: (id) => world.webhookEndpoints.get(id) !== undefined }),
  ),
  endpoint("GET", "/v1/webhook_endpoints/:id", {}, ({ world, id }) => endpointNamed(world, id)),
  endpoint(
    "POST",
    "/v1/webhook_endpoints/:id",
    documented<Stripe.WebhookEndpointUpdateParams>()({ ...fields, url: text(), enabled_events: list(text()), disabled: bool() }),
    ({ world, params, id }) => {
      const found = endpointNamed(world, id);
      if (params.url !== undefined) checkUrl(params.url);
      if (params.enabled_events !== undefined) checkEvents(params.enabled_events);
      found.url = params.url ?? found.url;
      found.enabled_events = params.enabled_events ?? found.enabled_events;
      if (params.description !== undefined) found.description = params.description;
      if (params.disabled !== undefined) found.status = params.disabled ? "disabled" : "enabled";
      found.metadata = mergeMetadata(found.metadata, params.metadata);
      return found;
    },
  ),
  endpoint("DELETE", "/v1/webhook_endpoints/:id", {}, ({ world, id }) => {
    endpointNamed(world, id);
    world.webhookEndpoints.remove(id);
    world.secrets.delete(id);
    return { id, object: "webhook_endpoint", deleted: true } satisfies Stripe.DeletedWebhookEndpoint;
  }),
];
