import type Stripe from "stripe";
import { advanceClock } from "../billing/advance.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { pageOf, pageParams } from "../http/lists.ts";
import { documented, required, text, timestamp } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulatedParams } from "../http/unsimulated.ts";
import { newId } from "../state/ids.ts";
import { idOrNull } from "../state/references.ts";
import { addIntervals, DAY, globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { emit } from "../webhooks/emit.ts";
import { deleteCustomer } from "./customers.ts";

/** docs.stripe.com/api/test_clocks: create, retrieve, list, advance, delete. */

function clockNamed(world: World, id: string): Stripe.TestHelpers.TestClock {
  const clock = world.testClocks.get(id);
  if (!clock) throw noSuch("test clock", id);
  return clock;
}

/** "Cannot be more than two intervals in the future from the shortest subscription in this test clock", or two years without one. */
function furthest(world: World, clock: Stripe.TestHelpers.TestClock): number {
  const ends = world.subscriptions
    .values()
    .filter((subscription) => idOrNull(subscription.test_clock) === clock.id && !["canceled", "incomplete_expired"].includes(subscription.status))
    .map((subscription) => {
      const { interval = "year", interval_count: count = 1 } = subscription.items.data[0]?.price.recurring ?? {};
      return addIntervals(clock.frozen_time, interval, 2 * count);
    });
  return ends.length === 0 ? addIntervals(clock.frozen_time, "year", 2) : Math.min(...ends);
}

export const testClockEndpoints = [
  endpoint(
    "POST",
    "/v1/test_helpers/test_clocks",
    documented<Stripe.TestHelpers.TestClockCreateParams>()({ ...unsimulatedParams("customer"), frozen_time: required(timestamp()), name: text({ max: 300 }) }),
    ({ world, params }) => {
      const clock = {
        id: newId("clock"),
        object: "test_helpers.test_clock",
        created: globalNow(world),
        deletes_after: globalNow(world) + 30 * DAY,
        frozen_time: params.frozen_time,
        livemode: false,
        name: params.name ?? null,
        status: "ready",
        status_details: {},
      } satisfies Stripe.TestHelpers.TestClock;
      world.testClocks.add(clock);
      emit(world, "test_helpers.test_clock.created", clock);
      return clock;
    },
  ),
  endpoint("GET", "/v1/test_helpers/test_clocks", pageParams, ({ world, params, path }) =>
    pageOf(world.testClocks.newestFirst(), params, { url: path, kind: "test clock", exists: (id) => world.testClocks.get(id) !== undefined }),
  ),
  endpoint("GET", "/v1/test_helpers/test_clocks/:id", {}, ({ world, id }) => clockNamed(world, id)),
  endpoint("POST", "/v1/test_helpers/test_clocks/:id/advance", { frozen_time: required(timestamp()) }, ({ world, params, id }) => {
    const clock = clockNamed(world, id);
    if (clock.status !== "ready") throw invalidRequest("This test clock is advancing already. Wait until it is ready.");
    if (params.frozen_time <= clock.frozen_time) {
      throw invalidRequest("The new frozen_time must be after the test clock's current frozen_time.", { param: "frozen_time" });
    }
    if (params.frozen_time > furthest(world, clock)) {
      throw invalidRequest("The new frozen_time cannot be more than two intervals in the future from the shortest subscription in this test clock.", {
        param: "frozen_time",
      });
    }
    advanceClock(world, clock, params.frozen_time);
    return clock;
  }),
  endpoint("DELETE", "/v1/test_helpers/test_clocks/:id", {}, ({ world, id }) => {
    const clock = clockNamed(world, id);
    for (const customer of world.customers.values()) if (idOrNull(customer.test_clock) === id) deleteCustomer(world, customer);
    emit(world, "test_helpers.test_clock.deleted", clock);
    world.testClocks.remove(id);
    world.schedule.forget(id);
    return { id, object: "test_helpers.test_clock", deleted: true } satisfies Stripe.TestHelpers.DeletedTestClock;
  }),
];
