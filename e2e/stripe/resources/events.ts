import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { filter, pageOf, pageParams, range, within } from "../http/lists.ts";
import { bool, documented, list, text } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { DAY, nowAt } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { clockOf } from "../webhooks/emit.ts";

/** docs.stripe.com/api/events: retrieve, and list "going back up to 30 days", newest first. */

/** By the clock that its object stands on: a test clock may stand years away from today. */
function isKept(world: World, event: Stripe.Event): boolean {
  return event.created > nowAt(world, clockOf(world, event.data.object)) - 30 * DAY;
}

export const eventEndpoints = [
  endpoint(
    "GET",
    "/v1/events",
    documented<Stripe.EventListParams>()({ ...pageParams, created: range(), delivery_success: bool(), type: text(), types: list(text()) }),
    ({ world, params, path }) => {
      const { type, types, delivery_success: delivered } = params;
      if (type !== undefined && types !== undefined)
        throw invalidRequest("You may only specify one of these parameters: type, types.", { code: "parameters_exclusive" });
      if (types !== undefined && types.length > 20) throw invalidRequest("You can specify at most 20 event types.", { param: "types" });
      // `type` may hold a wildcard: customer.subscription.*
      const wanted = type === undefined ? null : new RegExp(`^${type.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
      const kept = filter(
        world.events.newestFirst(),
        (event) =>
          isKept(world, event) &&
          within(params.created, event.created) &&
          (wanted?.test(event.type) ?? true) &&
          (types?.includes(event.type) ?? true) &&
          (delivered === undefined || (event.pending_webhooks === 0) === delivered),
      );
      return pageOf(kept, params, { url: path, kind: "event", exists: (id) => world.events.get(id) !== undefined });
    },
  ),
  endpoint("GET", "/v1/events/:id", {}, ({ world, id }) => {
    const event = world.events.get(id);
    if (!event || !isKept(world, event)) throw noSuch("event", id);
    return event;
  }),
];
